/** What the parts of a document have as members: OpenAPI 3.2 with what 3.0 and 3.1 have, and Swagger 2.0. */
import { methods } from '../../operation.ts';
import { described, type Members, type PartName, type PartShape } from './part-shape.ts';
import { swaggerShapes } from './swagger-shapes.ts';

/** The shape of a part in a document of this version. */
export function shapeOf(part: PartName, version: string): PartShape {
  return (version === '2.0' ? swaggerShapes[part] : undefined) ?? openApi[part];
}

const operations: Members = Object.fromEntries(methods.map((method) => [method, 'part? operation' as const]));

const openApi: Readonly<Record<PartName, PartShape>> = {
  docs: { name: 'external documentation', members: { description: 'text', url: 'text' } },
  info: {
    name: 'info',
    members: { title: 'text', ...described, termsOfService: 'text', contact: 'any', license: 'any', version: 'text' },
  },
  tag: {
    name: 'a tag',
    members: { name: 'text', ...described, externalDocs: 'part docs', parent: 'text', kind: 'text' },
  },
  free: { name: 'a map', members: {}, open: true },
  document: {
    name: 'the document',
    members: {
      openapi: 'any',
      $self: 'text',
      info: 'part info',
      jsonSchemaDialect: 'any',
      servers: 'list? server',
      paths: 'map? item',
      webhooks: 'map item',
      components: 'part components',
      security: 'any',
      tags: 'list tag',
      externalDocs: 'part docs',
    },
    borrowed: {
      host: { shape: 'text', hint: 'Write servers.' },
      basePath: { shape: 'text', hint: 'Write servers.' },
      schemes: { shape: 'texts', hint: 'Write servers.' },
      definitions: { shape: 'any', hint: 'Write components: { schemas: … }.' },
      parameters: { shape: 'map parameter', hint: 'Write components: { parameters: … }.' },
      responses: { shape: 'map response', hint: 'Write components: { responses: … }.' },
      securityDefinitions: { shape: 'map scheme', hint: 'Write components: { securitySchemes: … }.' },
    },
  },
  server: {
    name: 'a server',
    members: { url: 'text', description: 'text', name: 'text', variables: 'map variable' },
  },
  variable: { name: 'a variable', members: { enum: 'texts', default: 'text', description: 'text' } },
  components: {
    name: 'components',
    members: {
      schemas: 'any',
      responses: 'map response',
      parameters: 'map parameter',
      examples: 'map example',
      requestBodies: 'map body',
      headers: 'map header',
      securitySchemes: 'map scheme',
      links: 'map link',
      callbacks: 'map callback',
      pathItems: 'map item',
      mediaTypes: 'map media',
    },
  },
  item: {
    name: 'a path',
    open: true,
    members: {
      ...described,
      servers: 'list? server',
      parameters: 'list? parameter',
      additionalOperations: 'map? operation',
      ...operations,
    },
  },
  operation: {
    name: 'an operation',
    members: {
      tags: 'texts',
      ...described,
      externalDocs: 'part docs',
      operationId: 'any',
      parameters: 'list? parameter',
      requestBody: 'part? body',
      responses: 'map? response',
      callbacks: 'map callback',
      deprecated: 'flag',
      security: 'any',
      servers: 'list? server',
    },
  },
  callback: { name: 'a callback', open: true, members: {} },
  parameter: {
    name: 'a parameter',
    members: {
      name: 'any',
      in: 'any',
      description: 'text',
      required: 'any',
      deprecated: 'flag',
      allowEmptyValue: 'flag',
      allowReserved: 'flag',
      style: 'any',
      explode: 'any',
      schema: 'any',
      content: 'map? media',
      example: 'any',
      examples: 'map? example',
    },
  },
  body: {
    name: 'a request body',
    members: { ...described, content: 'map? media', required: 'any', schema: 'any' },
  },
  response: {
    name: 'an answer',
    members: {
      ...described,
      headers: 'map? header',
      content: 'map? media',
      links: 'map? link',
      schema: 'any',
    },
  },
  media: {
    name: 'a media type',
    members: {
      schema: 'any',
      itemSchema: 'any',
      example: 'any',
      examples: 'map? example',
      encoding: 'map encoding',
      prefixEncoding: 'list encoding',
      itemEncoding: 'part encoding',
    },
  },
  encoding: {
    name: 'an encoding',
    members: {
      contentType: 'text',
      headers: 'map? header',
      style: 'text',
      explode: 'flag',
      allowReserved: 'flag',
      encoding: 'map encoding',
      prefixEncoding: 'list encoding',
      itemEncoding: 'part encoding',
    },
  },
  header: {
    name: 'a header',
    members: {
      description: 'text',
      required: 'flag',
      deprecated: 'flag',
      allowEmptyValue: 'flag',
      allowReserved: 'flag',
      style: 'any',
      explode: 'flag',
      schema: 'any',
      content: 'map? media',
      example: 'any',
      examples: 'map? example',
    },
  },
  example: {
    name: 'an example',
    open: true,
    members: { ...described, value: 'any', externalValue: 'text', dataValue: 'any', serializedValue: 'text' },
  },
  link: {
    name: 'a link',
    members: {
      operationRef: 'text',
      operationId: 'text',
      parameters: 'map free',
      requestBody: 'any',
      description: 'text',
      server: 'part server',
    },
  },
  scheme: {
    name: 'a security scheme',
    members: {
      type: 'text',
      description: 'text',
      name: 'text',
      in: 'text',
      scheme: 'text',
      bearerFormat: 'text',
      flows: 'any',
      openIdConnectUrl: 'text',
      oauth2MetadataUrl: 'text',
      deprecated: 'flag',
    },
  },
};
