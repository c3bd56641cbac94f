// Bookings with Express as they are often written: it works when tried by hand, and is not as documented.
import express from 'express';

const app = express();
const bookings = [];

app.use(express.json());

app.post('/bookings', ({ body }, response) => {
  // Whatever the client sends is kept, with members that nobody knows.
  const booking = { id: String(bookings.length + 1), arrived: false, note: null, ...body };
  if (!booking.room || !booking.guest || !booking.nights) return response.status(422).send('missing fields');
  bookings.push(booking);
  return response.json(booking);
});

app.get('/bookings', ({ query }, response) => {
  const found = bookings.filter(({ room }) => !query.room || room.includes(query.room));
  const offset = Number(query.offset ?? 0);
  response.json({ items: found.slice(offset, Number(query.limit ?? 20)), total: String(found.length) });
});

app.get('/bookings/:id', ({ params }, response) => {
  response.json(bookings.find(({ id }) => id === params.id));
});

app.post('/bookings/:id/arrival', ({ params }, response) => {
  const booking = bookings.find(({ id }) => id === params.id);
  // Of a booking that is not there this throws: 500, in HTML, with the stack.
  booking.arrived = true;
  response.json(booking);
});

app.delete('/bookings/:id', (_request, response) => response.status(204).end());

app.listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
