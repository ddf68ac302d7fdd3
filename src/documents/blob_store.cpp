#include "documents/blob_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/check.h"

namespace motcua::documents {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view sealed_for = "documents/blob";

std::string cure(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return "Free space on this disk, then send the file again.";
    case EACCES:
    case EPERM:
    case EROFS:
      return "Let the program's account write to this folder.";
    case ENOENT:
    case ENOTDIR:
      return "Check that the data folder is there and its disk is mounted.";
    case EMFILE:
    case ENFILE:
      return "Raise the limit of open files of the program.";
    default:
      return "Check the disk (dmesg, smartctl) before going on.";
  }
}

[[noreturn]] void fail(std::string_view act, const fs::path& path, int error) {
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  throw BlobFailed(fmt::format("cannot {} {}: {}. {}", act, path.string(), std::strerror(error), cure(error)),
                   full ? BlobFailed::Cure::free_space : BlobFailed::Cure::wait);
}

class File {
 public:
  File(const fs::path& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  explicit operator bool() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

void sync_folder(const fs::path& folder) {
  const File file(folder, O_RDONLY | O_DIRECTORY);
  if (!file) fail("open", folder, errno);
  if (::fsync(file.descriptor()) != 0) fail("save", folder, errno);
}

void make_folder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) fail("make", folder, errno);
}

void write_all(const File& file, ByteView bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.descriptor(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write", path, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

// nullopt: no such file.
std::optional<Bytes> read_all(const fs::path& path, std::uint64_t expected_size) {
  const File file(path, O_RDONLY);
  if (!file && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (!file) fail("open", path, errno);
  struct stat facts {};
  if (::fstat(file.descriptor(), &facts) != 0) fail("read", path, errno);
  // Another size is damage already; reading it could fill the memory.
  if (static_cast<std::uint64_t>(facts.st_size) != expected_size) return Bytes{};
  Bytes bytes(expected_size);
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::read(file.descriptor(), bytes.data() + done, bytes.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read", path, errno);
    if (got == 0) return Bytes{};
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

BlobState judge(const std::optional<Bytes>& bytes, const BlobRef& ref) {
  if (!bytes) return BlobState::missing;
  return to_hex(sha256(*bytes)) == ref.sha256 ? BlobState::intact : BlobState::damaged;
}

// An upload holds a lock on its file for as long as its process lives; a lock that can be had means a torn
// one.
bool locked_here(const File& file) {
  struct stat facts {};
  return ::flock(file.descriptor(), LOCK_EX | LOCK_NB) == 0 && ::fstat(file.descriptor(), &facts) == 0 &&
         facts.st_nlink > 0;
}

bool under_way(const fs::path& path) {
  const File file(path, O_RDONLY);
  return file && ::flock(file.descriptor(), LOCK_EX | LOCK_NB) != 0;
}

struct RemoveUnlessRenamed {
  fs::path path;
  bool renamed = false;
  ~RemoveUnlessRenamed() {
    if (!renamed) ::unlink(path.c_str());
  }
};

}  // namespace

BlobStore::BlobStore(fs::path directory, Saving saving)
    : directory_(std::move(directory)), uploads_(directory_ / "uploads"), saving_(saving) {
  std::error_code error;
  fs::create_directories(directory_, error);
  if (error) fail("make", directory_, error.value());
  make_folder(uploads_);
  remove_torn_uploads();
}

void BlobStore::remove_torn_uploads() {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(uploads_, error)) {
    const File file(entry.path(), O_RDONLY);
    if (file && locked_here(file)) ::unlink(entry.path().c_str());
  }
  if (error) fail("read", uploads_, error.value());
}

fs::path BlobStore::path_of(const BlobRef& ref) const {
  CHECK(is_hash(ref.sha256));  // nothing from outside may choose a path
  return directory_ / ref.sha256.substr(0, 2) / ref.sha256.substr(2, 2) / ref.sha256;
}

BlobRef BlobStore::put(const SecretKey& dossier_key, ByteView plain, Random& random) {
  const Bytes sealed = seal(dossier_key, plain, sealed_for, random);
  const BlobRef ref{to_hex(sha256(sealed)), sealed.size()};
  keep(ref, sealed, random);
  return ref;
}

void BlobStore::keep(const BlobRef& ref, ByteView sealed, Random& random) {
  const fs::path target = path_of(ref);
  const fs::path folder = target.parent_path();
  make_folder(folder.parent_path());
  make_folder(folder);
  // Again when another process that starts in this very moment took the new file for a torn one.
  for (int attempt = 0; attempt < 3; ++attempt) {
    RemoveUnlessRenamed upload{uploads_ / to_hex(random.bytes(16))};
    const File file(upload.path, O_WRONLY | O_CREAT | O_EXCL);
    if (!file) fail("write", upload.path, errno);
    if (!locked_here(file)) continue;
    write_all(file, sealed, upload.path);
    const bool saved = saving_ == Saving::at_once;
    if (saved && ::fsync(file.descriptor()) != 0) fail("save", upload.path, errno);
    if (::rename(upload.path.c_str(), target.c_str()) != 0) fail("name", target, errno);
    upload.renamed = true;
    if (!saved) return;
    // All three: the folders may be as new as the file, made here or by a neighbour that has not saved them
    // yet.
    for (const fs::path& each : {folder, folder.parent_path(), directory_}) sync_folder(each);
    return;
  }
  fail("write", uploads_, EAGAIN);
}

void BlobStore::settle() const {
  const File folder(directory_, O_RDONLY | O_DIRECTORY);
  if (!folder) fail("open", directory_, errno);
  if (::syncfs(folder.descriptor()) != 0) fail("save", directory_, errno);
}

Expected<Bytes> BlobStore::sealed(const BlobRef& ref) const {
  auto sealed = read_all(path_of(ref), ref.size);
  switch (judge(sealed, ref)) {
    case BlobState::missing:
      return refuse("documents.blob_missing");
    case BlobState::damaged:
      return refuse("documents.blob_damaged");
    case BlobState::intact:
      return std::move(*sealed);
  }
  return refuse("documents.blob_damaged");
}

bool BlobStore::holds(const BlobRef& ref) const {
  std::error_code gone;
  return fs::file_size(path_of(ref), gone) == ref.size && !gone;
}

Expected<Bytes> BlobStore::get(const BlobRef& ref, const SecretKey& dossier_key) const {
  const auto sealed = this->sealed(ref);
  if (!sealed) return refuse(sealed.error());
  auto plain = open(dossier_key, *sealed, sealed_for);
  if (!plain) return refuse("documents.blob_locked");
  return std::move(*plain);
}

BlobState BlobStore::verify(const BlobRef& ref) const { return judge(read_all(path_of(ref), ref.size), ref); }

bool BlobStore::remove(const BlobRef& ref) {
  const fs::path path = path_of(ref);
  if (::unlink(path.c_str()) != 0) {
    if (errno == ENOENT) return false;
    fail("remove", path, errno);
  }
  sync_folder(path.parent_path());
  return true;
}

std::vector<fs::path> BlobStore::strays(const std::function<bool(const std::string&)>& known) const {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator walk(directory_, error);
  if (error) fail("read", directory_, error.value());
  for (; walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (error) fail("read", directory_, error.value());
    std::error_code gone;
    if (walk->is_directory(gone)) continue;
    const std::string name = walk->path().filename().string();
    const bool ours = is_hash(name) && walk->path() == path_of({name, 0});
    if (ours ? known(name) : under_way(walk->path())) continue;
    found.push_back(walk->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace motcua::documents
