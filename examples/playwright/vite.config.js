const target = `http://127.0.0.1:${process.env.MOCK_PORT ?? 4010}`;

export default {
  server: { proxy: { '/api': { target, rewrite: (path) => path.replace(/^\/api/, '') } } },
};
