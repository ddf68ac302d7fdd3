#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/expected.h"
#include "store/store.h"

namespace motcua::documents {

// The disk refused: full, not writable, gone. Says which path and what to do. Nothing half written has a
// final name.
class BlobFailed : public store::StoreFailed {
 public:
  using StoreFailed::StoreFailed;
};

struct BlobRef {
  std::string sha256;      // of the ciphertext, 64 hex digits, lower case
  std::uint64_t size = 0;  // of the ciphertext, bytes
  bool operator==(const BlobRef&) const = default;
};

enum class BlobState { intact, missing, damaged };

// When a kept file is on disk: at once, or with settle(), for an installation that is thrown away when making
// it breaks off.
enum class Saving { at_once, with_settle };

// Files of dossiers on disk, each encrypted with its dossier's key, at DIR/aa/bb/<sha256 of the ciphertext>.
// Destroying the key erases the content wherever a copy lies. Safe to use from several threads and processes
// at once.
class BlobStore {
 public:
  // Makes the directory if need be and removes what torn uploads left behind. Throws BlobFailed.
  explicit BlobStore(std::filesystem::path directory, Saving saving = Saving::at_once);

  // Durable when it returns, unless Saving says otherwise: file, name and folders are on disk. Throws
  // BlobFailed.
  BlobRef put(const SecretKey& dossier_key, ByteView plain, Random& random);

  // The hash is compared before anything is decrypted. Problems: documents.blob_missing,
  // documents.blob_damaged, documents.blob_locked (another key). Throws BlobFailed when the disk cannot be
  // read.
  Expected<Bytes> get(const BlobRef& ref, const SecretKey& dossier_key) const;

  // As it lies on disk, for a copy; the hash is compared. Problems: documents.blob_missing,
  // documents.blob_damaged. Throws BlobFailed.
  Expected<Bytes> sealed(const BlobRef& ref) const;
  // Keeps what `sealed` of another store gave. Durable when it returns. Throws BlobFailed.
  void keep(const BlobRef& ref, ByteView sealed, Random& random);
  // Everything kept so far is on disk when it returns. Throws BlobFailed.
  void settle() const;
  // A file of this name and size is there; its content is not looked at.
  bool holds(const BlobRef& ref) const;

  // Without a key. Throws BlobFailed when the disk cannot be read.
  BlobState verify(const BlobRef& ref) const;

  // Durable when it returns. False: it was not there. Throws BlobFailed.
  bool remove(const BlobRef& ref);

  // Files nobody refers to, sorted: those for whose hash `known` is false, and those with a foreign name.
  // Uploads under way are left out. For a report and a person's decision; nothing is removed.
  std::vector<std::filesystem::path> strays(
      const std::function<bool(const std::string& sha256)>& known) const;

 private:
  std::filesystem::path path_of(const BlobRef& ref) const;
  void remove_torn_uploads();
  std::filesystem::path directory_;
  std::filesystem::path uploads_;
  Saving saving_;
};

}  // namespace motcua::documents
