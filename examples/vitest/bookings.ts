/** The client of the bookings API that a frontend calls. */
export interface NewBooking {
  room: string;
  guest: string;
  nights: number;
  note?: string | null;
}

export interface Booking extends Required<NewBooking> {
  id: string;
  arrived: boolean;
}

/** Why the API refused, in words that can be shown. */
export class Refused extends Error {}

export async function book(api: string, booking: NewBooking): Promise<Booking> {
  const response = await fetch(`${api}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(booking),
  });
  const answer = (await response.json()) as Booking & { message: string };
  if (!response.ok) throw new Refused(answer.message);
  return answer;
}

export async function bookingsOf(api: string, room: string): Promise<Booking[]> {
  const response = await fetch(`${api}/bookings?${new URLSearchParams({ room }).toString()}`);
  return ((await response.json()) as { items: Booking[] }).items;
}

/** Whether it was cancelled; a guest who has arrived stays. */
export async function cancel(api: string, id: string): Promise<boolean> {
  const { status } = await fetch(`${api}/bookings/${id}`, { method: 'DELETE' });
  return status === 204;
}
