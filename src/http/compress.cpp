#include "http/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

#include "base/check.h"
#include "base/text.h"

namespace motcua::http {

namespace {

constexpr std::size_t smallest = 1400;     // what fits into one packet arrives no sooner when it is packed
constexpr int gzip_window_bits = 15 + 16;  // zlib's way to say gzip

bool refused(std::string_view parameters) {
  const auto q = parameters.find("q=");
  if (q == std::string_view::npos) return false;
  const auto weight = trim(parameters.substr(q + 2));
  return weight == "0" || weight.starts_with("0.0")
             ? weight.find_first_of("123456789") == std::string_view::npos
             : false;
}

}  // namespace

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  CHECK(deflateInit2(&stream, level, Z_DEFLATED, gzip_window_bits, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  deflateEnd(&stream);
  CHECK(result == Z_STREAM_END);
  out.resize(stream.total_out);
  return out;
}

std::string brotli(std::string_view bytes, int quality) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size()) + 64;
  std::string out(size, '\0');
  const auto done = BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                                          reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                          reinterpret_cast<std::uint8_t*>(out.data()));
  CHECK(done == BROTLI_TRUE);
  out.resize(size);
  return out;
}

Encoding choose_encoding(std::string_view accept_encoding, bool have_gzip, bool have_brotli) {
  bool gzip_ok = false, brotli_ok = false;
  for (const auto& part : split(accept_encoding, ',')) {
    const std::string_view text(part);
    const auto semicolon = std::min(text.find(';'), text.size());
    if (refused(text.substr(semicolon))) continue;
    const auto name = trim(text.substr(0, semicolon));
    gzip_ok = gzip_ok || name == "gzip";
    brotli_ok = brotli_ok || name == "br";
  }
  if (brotli_ok && have_brotli) return Encoding::brotli;
  return gzip_ok && have_gzip ? Encoding::gzip : Encoding::identity;
}

bool is_compressible(std::string_view media_type) {
  const auto type = trim(media_type.substr(0, media_type.find(';')));
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
         type == "application/javascript";
}

void compress_response(std::string_view accept_encoding, Response& response) {
  if (!is_compressible(response.header("Content-Type")) || response.content().size() <= smallest) return;
  if (!response.header("Content-Encoding").empty()) return;
  response.with("Vary", "Accept-Encoding");
  if (choose_encoding(accept_encoding, true, false) != Encoding::gzip) return;
  auto packed = gzip(response.content(), 1);
  if (packed.size() >= response.content().size()) return;
  response.body = std::move(packed);
  response.shared_body = nullptr;
  response.with("Content-Encoding", "gzip");
  for (auto& [name, value] : response.headers) {
    if ((name == "ETag" || name == "etag") && value.starts_with('"')) value = "W/" + value;
  }
}

}  // namespace motcua::http
