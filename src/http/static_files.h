#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "http/router.h"

namespace motcua::http {

// Bytes made once and served many times: with gzip and brotli variants, a strong ETag each, 304 when the
// client has them. Cheap to copy, safe to share by threads.
class KeptBytes {
 public:
  KeptBytes() = default;
  // Compresses where the media type says it helps. quality: brotli 0–11; 5 for pages kept for a minute, 9 for
  // files.
  KeptBytes(std::string bytes, std::string media_type, std::string cache_control, int quality = 5);
  // Variants that already exist; empty ones are made.
  KeptBytes(std::string bytes, std::string gzip_bytes, std::string brotli_bytes, std::string media_type,
            std::string cache_control, int quality = 9);
  explicit operator bool() const { return kept_ != nullptr; }
  Response respond(const Request& request) const;
  std::size_t size() const;             // bytes, not compressed
  std::size_t compressed_size() const;  // bytes, of the smallest variant

 private:
  struct Kept;
  std::shared_ptr<const Kept> kept_;
};

// "app.js" → "text/javascript; charset=utf-8"; unknown endings → "application/octet-stream".
std::string media_type_of_file(std::string_view name);

// A directory read into memory once, at start. Hidden files are left out; "x.js.br" and "x.js.gz" serve as
// variants of "x.js". Files under assets/ carry a hash in their name and are kept for ever by browsers,
// others are asked for again each time (304).
class StaticFiles {
 public:
  // Throws std::runtime_error naming the directory when it is not there.
  static StaticFiles read(const std::string& directory);
  // From bytes instead of a directory: path → content.
  static StaticFiles of(const std::map<std::string, std::string>& files);

  // nullptr when there is none. With `app`, a path whose last part has no ending gets index.html, so that the
  // app's own addresses can be opened directly.
  const KeptBytes* find(std::string_view path, bool app) const;
  // A public route "<prefix>{file...}"; prefix such as "/app/".
  Route route(std::string prefix, bool app) const;
  std::size_t count() const { return files_->size(); }

 private:
  using Files = std::map<std::string, KeptBytes, std::less<>>;
  std::shared_ptr<const Files> files_;
};

}  // namespace motcua::http
