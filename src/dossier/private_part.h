#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/json.h"
#include "base/random.h"
#include "base/uuid.h"

namespace motcua::dossier {

// The installation's key and what is derived from it. Lives outside the database (DIR/keys); whoever holds
// the database alone can read no private part and test no name.
class Keys {
 public:
  explicit Keys(const SecretKey& installation);
  const SecretKey& wrapping() const { return wrapping_; }  // wraps the keys of dossiers
  const SecretKey& lookup() const { return lookup_; }      // HMAC of names, numbers, telephones

 private:
  SecretKey wrapping_;
  SecretKey lookup_;
};

// A key for one purpose, so that no key serves two.
SecretKey derive(const SecretKey& from, std::string_view purpose);

// SHA-256(32-byte salt ‖ private part): binds the event to its private part without telling anything of it.
struct SealedPart {
  Digest commitment;
  Bytes sealed;  // salt ‖ canonical JSON, encrypted with the dossier's key
};
SealedPart seal_part(const SecretKey& dossier_key, const Uuid& dossier, std::int64_t version,
                     const json::value& part, Random& random);

// Nothing when the bytes were altered or belong elsewhere, or do not match the commitment.
std::optional<json::value> open_part(const SecretKey& dossier_key, const Uuid& dossier, std::int64_t version,
                                     const Bytes& sealed, const Digest& commitment);

// The applicant's name in the sealed part of a first event; "" when it does not open or names nobody.
std::string applicant_name_in(const SecretKey& dossier_key, const Uuid& dossier, const Bytes& sealed);

Bytes wrap_key(const Keys& keys, const Uuid& dossier, const SecretKey& key, Random& random);
std::optional<SecretKey> unwrap_key(const Keys& keys, const Uuid& dossier, const Bytes& wrapped);

// A row of dossier_lookup: what officers may search a person by, as a keyed digest (128 of its 256 bits).
enum class LookupKind { id_number = 1, phone = 2, name = 3, name_pair = 4 };
struct LookupRow {
  LookupKind kind;
  std::array<std::uint8_t, 16> digest;
  bool operator==(const LookupRow&) const = default;
};
LookupRow lookup_row(const Keys& keys, LookupKind kind, std::string_view normalised);

// The rows that one person leaves: ID number and phone as digits, the name's whole search key, and each pair
// of its neighbouring syllables. Empty texts leave none.
std::vector<LookupRow> lookup_rows(const Keys& keys, std::string_view full_name, std::string_view id_number,
                                   std::string_view phone);
// "+84 912 000 128" and "0912.000.128" are one number: digits, national form. "" when there is none.
std::string normal_phone(std::string_view text);
std::string digits_of(std::string_view text);

}  // namespace motcua::dossier
