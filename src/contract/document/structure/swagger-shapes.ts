/** What the parts of a document of Swagger 2.0 have as members where they differ from those of OpenAPI 3. */
import { bareMembers, described, type PartName, type PartShape } from './part-shape.ts';

export const swaggerShapes: Readonly<Partial<Record<PartName, PartShape>>> = {
  document: {
    name: 'the document',
    members: {
      swagger: 'any',
      info: 'part info',
      host: 'text',
      basePath: 'text',
      schemes: 'texts',
      consumes: 'texts',
      produces: 'texts',
      paths: 'map? item',
      definitions: 'any',
      parameters: 'map parameter',
      responses: 'map response',
      securityDefinitions: 'map scheme',
      security: 'any',
      tags: 'list tag',
      externalDocs: 'part docs',
      components: 'any',
    },
    borrowed: { servers: { shape: 'list? server', hint: 'Write host, basePath and schemes.' } },
  },
  operation: {
    name: 'an operation',
    members: {
      tags: 'texts',
      ...described,
      externalDocs: 'part docs',
      operationId: 'any',
      consumes: 'texts',
      produces: 'texts',
      parameters: 'list? parameter',
      responses: 'map? response',
      schemes: 'texts',
      deprecated: 'flag',
      security: 'any',
    },
    borrowed: {
      requestBody: { shape: 'part? body', hint: 'Write a parameter in body, or those in formData.' },
    },
  },
  parameter: {
    name: 'a parameter',
    members: {
      name: 'any',
      in: 'any',
      description: 'text',
      required: 'any',
      schema: 'any',
      allowEmptyValue: 'flag',
      ...bareMembers,
    },
    borrowed: {
      content: { shape: 'map? media', hint: 'Write type.' },
      example: { shape: 'any', hint: 'Write x-example.' },
      examples: { shape: 'any', hint: 'Write x-example.' },
      explode: { shape: 'flag', hint: 'Write collectionFormat.' },
      style: { shape: 'text', hint: 'Write collectionFormat.' },
    },
  },
  response: {
    name: 'an answer',
    members: { description: 'text', schema: 'any', headers: 'map? header', examples: 'any' },
    borrowed: { content: { shape: 'map? media', hint: 'Write schema, and the media types under produces.' } },
  },
  header: {
    name: 'a header',
    members: { description: 'text', ...bareMembers },
    borrowed: { schema: { shape: 'any', hint: 'Write type.' } },
  },
  scheme: {
    name: 'a security scheme',
    members: {
      type: 'text',
      description: 'text',
      name: 'text',
      in: 'text',
      flow: 'text',
      authorizationUrl: 'text',
      tokenUrl: 'text',
      scopes: 'any',
    },
    borrowed: {
      bearerFormat: { shape: 'text', hint: 'Write type: apiKey, in: header, name: Authorization.' },
      flows: { shape: 'any', hint: 'Write flow.' },
      openIdConnectUrl: { shape: 'text', hint: 'Write type: oauth2.' },
      scheme: { shape: 'text', hint: 'Write type: basic, or type: apiKey, in: header, name: Authorization.' },
    },
  },
};
