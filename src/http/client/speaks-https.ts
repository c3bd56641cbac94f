/** Finds out whether a port speaks https, where plain http met nothing but refusal there. */
import { connect } from 'node:tls';

/** Milliseconds that the port has. */
const HANDSHAKE_TIME = 2_000;

/** Whether a TLS handshake with the host and port of an http URL comes about; nothing is sent over it. */
export function speaksHttps(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 80),
      // Whom the certificate is for does not matter to whether it is one.
      rejectUnauthorized: false,
      timeout: HANDSHAKE_TIME,
    });
    const settle = (found: boolean): void => {
      resolve(found);
      socket.destroy();
    };
    socket.once('secureConnect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
