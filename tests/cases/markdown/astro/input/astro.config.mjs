export default defineConfig({ site: "https://star.example" });
