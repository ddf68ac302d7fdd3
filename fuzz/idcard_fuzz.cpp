// The text of an ID card's QR code. What is read, written as a card again, reads the same.
#include "fuzz/property.h"
#include "intake/intake.h"

namespace {

using namespace motcua;
constexpr LocalDate today{std::chrono::days{20'779}};  // 22 November 2026

std::string card_date(LocalDate date) {
  const auto iso = format_iso(date);
  return iso.substr(8, 2) + iso.substr(5, 2) + iso.substr(0, 4);
}

std::string card_text(const intake::IdCard& card) {
  return card.id_number + "|" + card.old_id_number.value_or("") + "|" + card.full_name + "|" +
         card_date(card.birth_date) + "|" + (card.sex == intake::Sex::male ? "Nam" : "Nữ") + "|" +
         card.address + "|" + (card.issued_on ? card_date(*card.issued_on) : "");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto card = intake::parse_idcard_qr(fuzz::text_of(data, size), today);
  if (!card) {
    fuzz::check_problems(card.error());
    return 0;
  }
  if (!card->warnings.empty()) fuzz::check_problems(card->warnings);
  const auto shown = intake::to_json(*card, Language::vi);
  const auto again = intake::parse_idcard_qr(card_text(*card), today);
  CHECK(again.has_value());
  CHECK(intake::to_json(*again, Language::vi) == shown);
  return 0;
}
