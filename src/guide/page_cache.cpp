#include "guide/page_cache.h"

#include "base/bytes.h"
#include "base/crypto.h"
#include "guide/frame.h"
#include "http/compress.h"

namespace motcua::guide {

constexpr std::size_t etag_digits = 24;
// A page lives a minute: the levels that cost about as much as rendering it.
constexpr int gzip_level = 5;
constexpr int brotli_quality = 5;

http::Response PageCache::serve(const http::Request& request, const std::string& key, Instant now,
                                const std::function<std::string()>& make) {
  const auto kept = fetch(key, now, make);
  auto response = page_response({}, 200);
  if (request.header("if-none-match").find(kept.etag) != std::string_view::npos) {
    response.status = 304;
  } else {
    const auto encoding = http::choose_encoding(request.header("accept-encoding"), true, true);
    const bool brotli = encoding == http::Encoding::brotli, gzip = encoding == http::Encoding::gzip;
    response.shared_body = brotli ? kept.brotli : gzip ? kept.gzip : kept.html;
    if (brotli || gzip) response.with("Content-Encoding", brotli ? "br" : "gzip");
  }
  // Weak: the three encodings are one page.
  response.with("ETag", kept.etag).with("Cache-Control", "private, no-cache");
  response.with("Vary", "Accept-Encoding, Cookie");
  return response;
}

PageCache::Kept PageCache::fetch(const std::string& key, Instant now,
                                 const std::function<std::string()>& make) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(now);
  {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    if (found != kept_.end() && found->second.minute == minute) return found->second;
  }
  Kept fresh{std::make_shared<const std::string>(make()), nullptr, nullptr, {}, minute};
  fresh.gzip = std::make_shared<const std::string>(http::gzip(*fresh.html, gzip_level));
  fresh.brotli = std::make_shared<const std::string>(http::brotli(*fresh.html, brotli_quality));
  fresh.etag = "W/\"" + to_hex(sha256(as_bytes(*fresh.html))).substr(0, etag_digits) + '"';
  const std::size_t size = fresh.size() + key.size();
  if (size > most_bytes_) return fresh;
  const std::lock_guard lock(mutex_);
  make_room(size, minute);
  const auto [place, added] = kept_.try_emplace(key);
  if (!added) bytes_ -= place->second.size() + key.size();
  place->second = fresh;
  bytes_ += size;
  return fresh;
}

void PageCache::make_room(std::size_t wanted, std::chrono::sys_time<std::chrono::minutes> minute) {
  if (bytes_ + wanted <= most_bytes_) return;
  for (auto each = kept_.begin(); each != kept_.end();) {
    if (each->second.minute == minute) {
      ++each;
      continue;
    }
    bytes_ -= each->second.size() + each->first.size();
    each = kept_.erase(each);
  }
  if (bytes_ + wanted <= most_bytes_) return;
  kept_.clear();
  bytes_ = 0;
}

std::size_t PageCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace motcua::guide
