const form = document.querySelector('form');
const alert = document.querySelector('[role=alert]');
const list = document.querySelector('ul');

async function show() {
  const response = await fetch('/api/bookings');
  const { items } = await response.json();
  list.replaceChildren(
    ...items.map(({ room, guest }) =>
      Object.assign(document.createElement('li'), { textContent: `${room}: ${guest}` }),
    ),
  );
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { room, guest, nights } = Object.fromEntries(new FormData(form));
  const response = await fetch('/api/bookings', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ room, guest, nights: Number(nights) }),
  });
  alert.textContent = response.ok
    ? ''
    : response.status < 500
      ? (await response.json()).message
      : 'Please try again later.';
  if (response.ok) await show();
});

await show();
