import protobuf from 'protobufjs';

/**
 * What of a package goes over the wire: a line for each message with its fields, each enum with its values, and each
 * RPC with its messages; sorted.
 */
export function factsOf(root: protobuf.Root): readonly string[] {
  const lines: string[] = [];
  visit(root, lines);
  return lines.toSorted();
}

function visit(namespace: protobuf.NamespaceBase, lines: string[]): void {
  for (const one of namespace.nestedArray) {
    const name = one.fullName.slice(1);
    if (name.startsWith('google.protobuf')) continue;
    if (one instanceof protobuf.Enum) {
      const values = Object.entries(one.values).map(([value, number]) => `${number} ${value}`);
      lines.push(`enum ${name}: ${values.join(', ')}`);
    } else if (one instanceof protobuf.Service) {
      lines.push(...one.methodsArray.map((method) => `rpc ${name}/${method.name}: ${directions(method)}`));
    } else if (one instanceof protobuf.Type) {
      const fields = one.fieldsArray.toSorted((a, b) => a.id - b.id).map(factOf);
      lines.push(`message ${name}: ${fields.join(', ')}`.trim());
      visit(one, lines);
    } else if (one instanceof protobuf.Namespace) {
      visit(one, lines);
    }
  }
}

function factOf(field: protobuf.Field): string {
  const type = field.resolvedType?.fullName.slice(1) ?? field.type;
  const whole = field instanceof protobuf.MapField ? `map<${field.keyType}, ${type}>` : type;
  const oneof = field.partOf === null ? '' : ` of ${field.partOf.name}`;
  return `${field.id} ${field.name} ${field.repeated ? 'repeated ' : ''}${whole}${oneof}`;
}

function directions(method: protobuf.Method): string {
  const of = (type: protobuf.Type | null, isStream: boolean | undefined): string =>
    `${isStream === true ? 'stream ' : ''}${type?.fullName.slice(1)}`;
  return `${of(method.resolvedRequestType, method.requestStream)} -> ${of(method.resolvedResponseType, method.responseStream)}`;
}
