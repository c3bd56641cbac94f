/** A bare Fastify that echoes JSON with 201: what any mock on Fastify costs at the very least. */
import Fastify from 'fastify';

const server = Fastify();
server.post('/*', (request, reply) => reply.code(201).send(request.body));
console.log(await server.listen({ port: 0, host: '127.0.0.1' }));
