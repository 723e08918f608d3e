// How often feeds may be asked, as the settings say.
import type { Settings } from '../config/settings.ts';
import type { Bounds } from '../feed/schedule.ts';

export const pollBounds = ({ poll }: Settings): Bounds => ({
  floorMs: poll.floor,
  unknownFloorMs: poll.unknownFloor,
  fullFloorMs: poll.fullFloor,
  ceilingMs: poll.ceiling,
});
