#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/time.h"
#include "http/message.h"

namespace motcua::guide {

// Whole pages kept, compressed, to the end of the minute in which they were made, since some say "if handed
// in now" or "open until". A page is kept by everything it depends on, so the key must name that. Bounded in
// bytes; safe from several threads; two may make the same page at once, which costs time only.
class PageCache {
 public:
  explicit PageCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // The kept page, or the one that `make` renders. Answers 304 when the reader already has it
  // (If-None-Match). A reader asks again each time: the same address shows another page after a cookie has
  // changed.
  http::Response serve(const http::Request& request, const std::string& key, Instant now,
                       const std::function<std::string()>& make);

  std::size_t bytes() const;

 private:
  struct Kept {
    std::shared_ptr<const std::string> html;
    std::shared_ptr<const std::string> gzip;
    std::shared_ptr<const std::string> brotli;
    std::size_t size() const { return html->size() + gzip->size() + brotli->size(); }
    std::string etag;
    std::chrono::sys_time<std::chrono::minutes> minute;
  };
  Kept fetch(const std::string& key, Instant now, const std::function<std::string()>& make);
  void make_room(std::size_t wanted, std::chrono::sys_time<std::chrono::minutes> minute);

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::map<std::string, Kept> kept_;
  std::size_t bytes_ = 0;
};

}  // namespace motcua::guide
