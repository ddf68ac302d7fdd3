#include "crash_disk.h"

#include <algorithm>

namespace motcua::sim {

namespace {
constexpr std::size_t sector = 512;
}

CrashDisk::FilePtr CrashDisk::open(const std::string& path, bool create) {
  const auto found = files_.find(path);
  if (found != files_.end()) return found->second;
  if (!create) return nullptr;
  return files_[path] = std::make_shared<File>();
}

void CrashDisk::apply(std::string& content, const File::Change& change) {
  if (change.cuts) {
    content.resize(change.at);
    return;
  }
  if (content.size() < change.at + change.bytes.size()) content.resize(change.at + change.bytes.size());
  content.replace(change.at, change.bytes.size(), change.bytes);
}

// Each sector by itself arrives, does not, or (one in sixteen) arrives as nonsense.
void CrashDisk::tear(std::string& content, const File::Change& change) {
  if (change.cuts) {
    if (random_.below(2) == 0) apply(content, change);
    return;
  }
  for (std::uint64_t done = 0; done < change.bytes.size();) {
    const std::uint64_t at = change.at + done;
    const std::uint64_t size = std::min<std::uint64_t>(sector - at % sector, change.bytes.size() - done);
    const auto luck = random_.below(16);
    std::string piece = change.bytes.substr(done, size);
    if (luck == 15) random_.fill({reinterpret_cast<std::uint8_t*>(piece.data()), piece.size()});
    if (luck >= 8) apply(content, {at, std::move(piece), false});
    done += size;
  }
}

CrashDisk::Outcome CrashDisk::change(File& file, File::Change change) {
  switch (fate_.next()) {
    case DiskFate::Verdict::fine:
      apply(file.now, change);
      file.pending.push_back(std::move(change));
      return Outcome::done;
    case DiskFate::Verdict::fails:
      return Outcome::failed;
    case DiskFate::Verdict::dies: {
      // Killed within it: the system has taken a part of it.
      File::Change part = change;
      if (!part.cuts) part.bytes.resize(random_.below(static_cast<std::uint32_t>(part.bytes.size() + 1)));
      apply(file.now, part);
      file.pending.push_back(std::move(change));
      return Outcome::failed;
    }
    case DiskFate::Verdict::dead:
      return Outcome::failed;
  }
  return Outcome::failed;
}

CrashDisk::Outcome CrashDisk::write(File& file, std::uint64_t at, std::string_view bytes) {
  return change(file, {at, std::string(bytes), false});
}

CrashDisk::Outcome CrashDisk::cut(File& file, std::uint64_t size) { return change(file, {size, {}, true}); }

CrashDisk::Outcome CrashDisk::sync(File& file) {
  switch (fate_.next()) {
    case DiskFate::Verdict::fine:
      if (lies_in_ != 0 && !file.pending.empty() && --lies_in_ == 0) {
        file.pending.clear();
        return Outcome::done;
      }
      for (const auto& each : file.pending) apply(file.durable, each);
      file.pending.clear();
      return Outcome::done;
    case DiskFate::Verdict::fails:
      // As Linux has it: what could not be written counts as written from now on, and is gone after a cut.
      for (const auto& each : file.pending) tear(file.durable, each);
      file.pending.clear();
      return Outcome::failed;
    case DiskFate::Verdict::dies:
    case DiskFate::Verdict::dead:
      break;
  }
  return Outcome::failed;
}

void CrashDisk::cut_power() {
  for (auto& [path, file] : files_) {
    for (const auto& each : file->pending) tear(file->durable, each);
    file->pending.clear();
    file->now = file->durable;
  }
}

CrashDisk::Image CrashDisk::image() const {
  Image image;
  for (const auto& [path, file] : files_) image[path] = file->now;
  return image;
}

void CrashDisk::restore(const Image& image) {
  files_.clear();
  for (const auto& [path, content] : image) {
    files_[path] = std::make_shared<File>(File{content, content, {}});
  }
}

}  // namespace motcua::sim
