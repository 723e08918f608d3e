// Whether pages can be rendered here: is the package installed, is there a browser, does it start? Renders nothing.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { launchOptions } from './renderer.ts';

const INSTALL = 'npm install --save-optional playwright-core@1';

/** What is missing, in a sentence; null when package and browser are there. Starts nothing. */
export async function renderingProblem(path: string): Promise<string | null> {
  try {
    await import('playwright-core');
  } catch {
    return `render.hosts needs the package playwright-core, which is not installed: ${INSTALL}`;
  }
  try {
    await access(path, constants.X_OK);
    return null;
  } catch {
    return `render.browser: there is no program ${path} that may be started; give the path of a Chromium, or empty render.hosts`;
  }
}

/** Starts the browser once and ends it: its version, or the first line of what went wrong. */
export async function tryBrowser(path: string): Promise<{ version: string } | { problem: string }> {
  try {
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch(launchOptions(path));
    const version = browser.version();
    await browser.close();
    return { version };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { problem: problem.split('\n')[0] ?? '' };
  }
}
