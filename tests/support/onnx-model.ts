// Writes the smallest token classifier there is as an ONNX file: every piece has its label, whatever stands around it.
// Fields and numbers are those of onnx.proto.

type Field = number | string | Uint8Array;

/** A protobuf message; each field is its number and its value. */
function message(...fields: [number, Field][]): Uint8Array {
  const parts = fields.map(([number, value]) => {
    if (typeof value === 'number') return [...varint(number << 3), ...varint(value)];
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    return [...varint((number << 3) | 2), ...varint(bytes.length), ...bytes];
  });
  return Uint8Array.from(parts.flat());
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

const FLOAT = 1;
const INT64 = 7;

const tensor = (name: string, type: number, ...dims: [number, Field][]) =>
  message(
    [1, name],
    [
      2,
      message([
        1,
        message([1, type], [2, message(...dims.map((dim): [number, Field] => [1, message(dim)]))]),
      ]),
    ],
  );

/** @param table one row a piece of the vocabulary, one number a label */
export function onnxModel(table: readonly (readonly number[])[]): Uint8Array {
  const width = table[0]?.length ?? 0;
  const raw = new Uint8Array(Float32Array.from(table.flat()).buffer);
  const gather = message([1, 'table'], [1, 'input_ids'], [2, 'logits'], [4, 'Gather']);
  const rows = message([1, table.length], [1, width], [2, FLOAT], [8, 'table'], [9, raw]);
  const graph = message(
    [1, gather],
    [2, 'labels'],
    [5, rows],
    [11, tensor('input_ids', INT64, [1, 1], [2, 'pieces'])],
    [12, tensor('logits', FLOAT, [1, 1], [2, 'pieces'], [1, width])],
  );
  return message([1, 8], [7, graph], [8, message([1, ''], [2, 13])]);
}
