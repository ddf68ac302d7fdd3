#include "http/static_files.h"

#include <brotli/decode.h>
#include <gmock/gmock.h>
#include <zlib.h>

#include "http/compress.h"

namespace motcua::http {
namespace {

std::string ungzip(std::string_view packed) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string unbrotli(std::string_view packed) {
  std::string out(1 << 20, '\0');
  std::size_t size = out.size();
  EXPECT_EQ(BrotliDecoderDecompress(packed.size(), reinterpret_cast<const std::uint8_t*>(packed.data()),
                                    &size, reinterpret_cast<std::uint8_t*>(out.data())),
            BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "một cửa " + std::to_string(i) + "\n";
  return text;
}

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    files = StaticFiles::of({{"index.html", "<!doctype html>" + long_text()},
                             {"assets/app-1a2b.js", long_text()},
                             {"assets/app-1a2b.js.br", brotli(long_text(), 11)},
                             {"assets/font-9.woff2", "wOF2"},
                             {"manifest.webmanifest", "{}"}});
    router.add(files.route("/app/", true));
  }
  Response get(std::string path, Headers headers = {}) {
    return router.handle(request_for(Method::get, std::move(path), "", headers));
  }
  StaticFiles files;
  Router router;
};

TEST_F(StaticFilesTest, negotiates_the_encoding) {
  const auto br = get("/app/assets/app-1a2b.js", {{"Accept-Encoding", "gzip, deflate, br"}});
  EXPECT_EQ(br.header("content-encoding"), "br");
  EXPECT_EQ(unbrotli(br.content()), long_text());
  const auto gz = get("/app/assets/app-1a2b.js", {{"Accept-Encoding", "br;q=0, gzip;q=0.5"}});
  EXPECT_EQ(gz.header("content-encoding"), "gzip");
  EXPECT_EQ(ungzip(gz.content()), long_text());
  const auto plain = get("/app/assets/app-1a2b.js");
  EXPECT_EQ(plain.header("content-encoding"), "");
  EXPECT_EQ(plain.content(), long_text());
  EXPECT_NE(plain.header("etag"), gz.header("etag"));
  EXPECT_EQ(plain.header("vary"), "Accept-Encoding");
  EXPECT_EQ(get("/app/assets/app-1a2b.js.br").status, 404);
}

TEST_F(StaticFilesTest, answers_304_to_who_has_it) {
  const auto first = get("/app/index.html");
  const std::string tag(first.header("etag"));
  const auto again = get("/app/index.html", {{"If-None-Match", "\"x\", W/" + tag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.content(), "");
  EXPECT_EQ(again.header("etag"), tag);
  EXPECT_EQ(get("/app/index.html", {{"If-None-Match", "\"other\""}}).status, 200);
}

TEST_F(StaticFilesTest, keeps_hashed_names_for_ever_and_asks_for_the_rest) {
  EXPECT_EQ(get("/app/assets/font-9.woff2").header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("/app/assets/font-9.woff2").header("content-type"), "font/woff2");
  EXPECT_EQ(get("/app/").header("cache-control"), "no-cache");
  EXPECT_EQ(get("/app/manifest.webmanifest").header("content-type"), "application/manifest+json");
}

TEST_F(StaticFilesTest, opens_the_apps_own_addresses) {
  for (const auto* path : {"/app", "/app/", "/app/work", "/app/dossiers/018f"}) {
    EXPECT_EQ(get(path).status, 200) << path;
    EXPECT_EQ(get(path).header("content-type"), "text/html; charset=utf-8");
  }
  EXPECT_EQ(get("/app/assets/gone-1.js").status, 404);
}

TEST(StaticFiles, says_what_to_do_without_a_directory) {
  EXPECT_THROW(StaticFiles::read("no/such/directory"), std::runtime_error);
}

TEST(Compress, packs_long_texts_only) {
  auto response = html_response(long_text());
  response.with("ETag", "\"1\"");
  compress_response("gzip, br", response);
  EXPECT_EQ(response.header("content-encoding"), "gzip");
  EXPECT_EQ(response.header("etag"), "W/\"1\"");
  EXPECT_EQ(ungzip(response.content()), long_text());
  compress_response("gzip", response);
  EXPECT_EQ(ungzip(response.content()), long_text());

  auto brief = html_response("x");
  compress_response("gzip", brief);
  EXPECT_EQ(brief.header("content-encoding"), "");
  auto refused = html_response(long_text());
  compress_response("gzip;q=0", refused);
  EXPECT_EQ(refused.header("content-encoding"), "");
  EXPECT_EQ(refused.header("vary"), "Accept-Encoding");
}

}  // namespace
}  // namespace motcua::http
