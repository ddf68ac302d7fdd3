#include "dossier/private_part.h"

#include <fmt/format.h>

#include <array>

#include "base/check.h"
#include "base/text.h"

namespace motcua::dossier {
namespace {

constexpr std::size_t salt_size = 32;

std::string part_context(const Uuid& dossier, std::int64_t version) {
  return fmt::format("dossier/{}/{}", dossier.text(), version);
}

}  // namespace

SecretKey derive(const SecretKey& from, std::string_view purpose) {
  return SecretKey(hmac_sha256(from.bytes(), as_bytes(purpose)));
}

Keys::Keys(const SecretKey& installation)
    : wrapping_(derive(installation, "dossier/wrapping")), lookup_(derive(installation, "dossier/lookup")) {}

SealedPart seal_part(const SecretKey& dossier_key, const Uuid& dossier, std::int64_t version,
                     const json::value& part, Random& random) {
  Bytes plain = random.bytes(salt_size);
  const std::string text = canonical_json(part);
  plain.insert(plain.end(), text.begin(), text.end());
  return {sha256(plain), seal(dossier_key, plain, part_context(dossier, version), random)};
}

std::optional<json::value> open_part(const SecretKey& dossier_key, const Uuid& dossier, std::int64_t version,
                                     const Bytes& sealed, const Digest& commitment) {
  const auto plain = open(dossier_key, sealed, part_context(dossier, version));
  if (!plain || plain->size() < salt_size || sha256(*plain) != commitment) return std::nullopt;
  return json::parse(as_text(ByteView(*plain).subspan(salt_size)));
}

std::string applicant_name_in(const SecretKey& dossier_key, const Uuid& dossier, const Bytes& sealed) {
  const auto plain = open(dossier_key, sealed, part_context(dossier, 1));
  if (!plain || plain->size() < salt_size) return {};
  std::array<unsigned char, 8 * 1024> here;
  json::monotonic_resource memory(here.data(), here.size());
  const auto part = json::parse(as_text(ByteView(*plain).subspan(salt_size)), &memory);
  const auto* applicant = part.is_object() ? part.get_object().if_contains("applicant") : nullptr;
  const auto* name = applicant != nullptr && applicant->is_object()
                         ? applicant->get_object().if_contains("full_name")
                         : nullptr;
  return name != nullptr && name->is_string() ? std::string(name->get_string()) : std::string();
}

Bytes wrap_key(const Keys& keys, const Uuid& dossier, const SecretKey& key, Random& random) {
  return seal(keys.wrapping(), key.bytes(), "dossier-key/" + dossier.text(), random);
}

std::optional<SecretKey> unwrap_key(const Keys& keys, const Uuid& dossier, const Bytes& wrapped) {
  const auto key = open(keys.wrapping(), wrapped, "dossier-key/" + dossier.text());
  if (!key || key->size() != SecretKey::size) return std::nullopt;
  return SecretKey(*key);
}

LookupRow lookup_row(const Keys& keys, LookupKind kind, std::string_view normalised) {
  const Digest digest =
      hmac_sha256(keys.lookup().bytes(), as_bytes(fmt::format("{}:{}", static_cast<int>(kind), normalised)));
  LookupRow row{kind, {}};
  std::copy_n(digest.begin(), row.digest.size(), row.digest.begin());
  return row;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

std::string normal_phone(std::string_view text) {
  std::string digits = digits_of(text);
  if (digits.starts_with("84") && digits.size() >= 11) digits.replace(0, 2, "0");
  return digits;
}

std::vector<LookupRow> lookup_rows(const Keys& keys, std::string_view full_name, std::string_view id_number,
                                   std::string_view phone) {
  std::vector<LookupRow> rows;
  const auto add = [&](LookupKind kind, const std::string& text) {
    if (text.empty()) return;
    const LookupRow row = lookup_row(keys, kind, text);
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
  };
  add(LookupKind::id_number, digits_of(id_number));
  add(LookupKind::phone, normal_phone(phone));
  const std::string key = search_key(full_name);
  add(LookupKind::name, key);
  const auto syllables = words(key);
  for (std::size_t i = 0; i + 1 < syllables.size(); ++i)
    add(LookupKind::name_pair, syllables[i] + ' ' + syllables[i + 1]);
  return rows;
}

}  // namespace motcua::dossier
