#include "http/static_files.h"

#include <fmt/format.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/crypto.h"
#include "base/text.h"
#include "http/compress.h"

namespace motcua::http {

namespace fs = std::filesystem;

struct KeptBytes::Kept {
  std::shared_ptr<const std::string> plain, gzip, brotli;  // the last two null when they do not help
  std::string tag;                                         // of the plain bytes, without quotes
  std::string media_type;
  std::string cache_control;
};

namespace {

constexpr std::size_t worth_compressing = 256;  // bytes

std::shared_ptr<const std::string> keep_if_smaller(std::string variant, std::size_t plain) {
  if (variant.empty() || variant.size() >= plain) return nullptr;
  return std::make_shared<const std::string>(std::move(variant));
}

std::string_view suffix_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::identity:
      return "";
    case Encoding::gzip:
      return "-gz";
    case Encoding::brotli:
      return "-br";
  }
  CHECK(false);
  return {};
}

// RFC 9110 section 13.1.2: weak comparison, "*" fits anything.
bool matches_tag(std::string_view if_none_match, std::string_view tag) {
  for (const auto& part : split(if_none_match, ',')) {
    auto one = trim(part);
    if (one == "*") return true;
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
  }
  return false;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return std::move(text).str();
}

std::string cache_control_of(std::string_view path) {
  const bool hashed = path.starts_with("assets/") || path.find("/assets/") != std::string_view::npos;
  return hashed ? "public, max-age=31536000, immutable" : "no-cache";
}

}  // namespace

KeptBytes::KeptBytes(std::string bytes, std::string media_type, std::string cache_control, int quality)
    : KeptBytes(std::move(bytes), {}, {}, std::move(media_type), std::move(cache_control), quality) {}

KeptBytes::KeptBytes(std::string bytes, std::string gzip_bytes, std::string brotli_bytes,
                     std::string media_type, std::string cache_control, int quality) {
  if (is_compressible(media_type) && bytes.size() >= worth_compressing) {
    if (gzip_bytes.empty()) gzip_bytes = gzip(bytes, 6);
    if (brotli_bytes.empty()) brotli_bytes = brotli(bytes, quality);
  }
  auto kept = std::make_shared<Kept>();
  const auto digest = sha256(as_bytes(bytes));
  kept->tag = to_hex(ByteView(digest).first(16));
  kept->gzip = keep_if_smaller(std::move(gzip_bytes), bytes.size());
  kept->brotli = keep_if_smaller(std::move(brotli_bytes), bytes.size());
  kept->plain = std::make_shared<const std::string>(std::move(bytes));
  kept->media_type = std::move(media_type);
  kept->cache_control = std::move(cache_control);
  kept_ = std::move(kept);
}

Response KeptBytes::respond(const Request& request) const {
  CHECK(kept_ != nullptr);
  const auto encoding =
      choose_encoding(request.header("accept-encoding"), kept_->gzip != nullptr, kept_->brotli != nullptr);
  const auto tag = fmt::format("\"{}{}\"", kept_->tag, suffix_of(encoding));
  Response response;
  response.with("ETag", tag).with("Cache-Control", kept_->cache_control);
  if (kept_->gzip || kept_->brotli) response.with("Vary", "Accept-Encoding");
  if (matches_tag(request.header("if-none-match"), tag)) {
    response.status = 304;
    return response;
  }
  response.with("Content-Type", kept_->media_type);
  switch (encoding) {
    case Encoding::identity:
      response.shared_body = kept_->plain;
      break;
    case Encoding::gzip:
      response.with("Content-Encoding", "gzip");
      response.shared_body = kept_->gzip;
      break;
    case Encoding::brotli:
      response.with("Content-Encoding", "br");
      response.shared_body = kept_->brotli;
      break;
  }
  return response;
}

std::size_t KeptBytes::size() const { return kept_->plain->size(); }

std::size_t KeptBytes::compressed_size() const {
  std::size_t least = kept_->plain->size();
  if (kept_->gzip) least = std::min(least, kept_->gzip->size());
  if (kept_->brotli) least = std::min(least, kept_->brotli->size());
  return least;
}

std::string media_type_of_file(std::string_view name) {
  static const std::map<std::string, std::string, std::less<>> types{
      {"html", "text/html; charset=utf-8"},
      {"css", "text/css; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"mjs", "text/javascript; charset=utf-8"},
      {"json", "application/json"},
      {"map", "application/json"},
      {"webmanifest", "application/manifest+json"},
      {"txt", "text/plain; charset=utf-8"},
      {"xml", "application/xml"},
      {"svg", "image/svg+xml"},
      {"png", "image/png"},
      {"jpg", "image/jpeg"},
      {"jpeg", "image/jpeg"},
      {"webp", "image/webp"},
      {"gif", "image/gif"},
      {"ico", "image/x-icon"},
      {"woff", "font/woff"},
      {"woff2", "font/woff2"},
      {"wasm", "application/wasm"},
      {"pdf", "application/pdf"},
  };
  const auto dot = name.rfind('.');
  const auto found = dot == std::string_view::npos ? types.end() : types.find(name.substr(dot + 1));
  return found == types.end() ? "application/octet-stream" : found->second;
}

StaticFiles StaticFiles::of(const std::map<std::string, std::string>& files) {
  auto kept = std::make_shared<Files>();
  const auto variant = [&](const std::string& name) {
    const auto found = files.find(name);
    return found == files.end() ? std::string() : found->second;
  };
  for (const auto& [name, bytes] : files) {
    const bool is_variant =
        (name.ends_with(".br") || name.ends_with(".gz")) && files.contains(name.substr(0, name.size() - 3));
    if (is_variant) continue;
    kept->emplace(name, KeptBytes(bytes, variant(name + ".gz"), variant(name + ".br"),
                                  media_type_of_file(name), cache_control_of(name)));
  }
  StaticFiles all;
  all.files_ = std::move(kept);
  return all;
}

StaticFiles StaticFiles::read(const std::string& directory) {
  if (!fs::is_directory(directory)) {
    throw std::runtime_error("no directory of web files at " + directory + "; build the web part first");
  }
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    const auto name = fs::relative(entry.path(), directory).generic_string();
    const bool hidden = name.starts_with('.') || name.find("/.") != std::string::npos;
    if (entry.is_regular_file() && !entry.is_symlink() && !hidden) files[name] = read_file(entry.path());
  }
  return of(files);
}

const KeptBytes* StaticFiles::find(std::string_view path, bool app) const {
  auto found = files_->find(path);
  if (found == files_->end() && app) {
    const auto last = path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1);
    if (last.find('.') == std::string_view::npos) found = files_->find("index.html");
  }
  return found == files_->end() ? nullptr : &found->second;
}

Route StaticFiles::route(std::string prefix, bool app) const {
  Route head{.method = Method::get,
             .path = std::move(prefix) + "{file...}",
             .access = "public",
             .summary = "A file of the web application.",
             .handler = nullptr};
  head.produces = "*/*";
  return file_route(std::move(head), [files = *this, app](const Request& request) -> Expected<Response> {
    const auto* kept = files.find(request.param("file"), app);
    if (kept == nullptr) return refuse("http.not_found");
    return kept->respond(request);
  });
}

}  // namespace motcua::http
