#include "catalogue/version.h"

#include <array>

#include "base/text.h"

namespace motcua::catalogue {

namespace {

template <class E, std::size_t N>
std::optional<E> named(const std::array<E, N>& all, std::string_view name) {
  for (E value : all) {
    if (name_of(value) == name) return value;
  }
  return std::nullopt;
}

bool digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string_view name_of(Channel channel) {
  switch (channel) {
    case Channel::counter:
      return "counter";
    case Channel::online:
      return "online";
    case Channel::post:
      return "post";
  }
  check_failed("channel", __FILE__, __LINE__);
}

std::optional<Channel> channel_of(std::string_view name) {
  return named(std::array{Channel::counter, Channel::online, Channel::post}, name);
}

std::string_view name_of(Source source) {
  switch (source) {
    case Source::curated:
      return "curated";
    case Source::imported:
      return "imported";
  }
  check_failed("source", __FILE__, __LINE__);
}

std::optional<Source> source_of(std::string_view name) {
  return named(std::array{Source::curated, Source::imported}, name);
}

std::string_view name_of(PaperKind kind) {
  switch (kind) {
    case PaperKind::submit:
      return "submit";
    case PaperKind::show:
      return "show";
  }
  check_failed("kind", __FILE__, __LINE__);
}

std::optional<PaperKind> paper_kind_of(std::string_view name) {
  return named(std::array{PaperKind::submit, PaperKind::show}, name);
}

std::vector<Step> default_steps() {
  return {{"receive", {"Tiếp nhận", "Receive"}, 5},
          {"assign", {"Phân công", "Assign"}, 5},
          {"solve", {"Giải quyết", "Solve"}, 70},
          {"approve", {"Ký duyệt", "Approve"}, 15},
          {"return", {"Trả kết quả", "Return the result"}, 5}};
}

std::string ProcedureVersion::id() const { return code + "/" + std::to_string(number); }

const ChannelTerms* ProcedureVersion::terms(Channel channel) const {
  for (const ChannelTerms& terms : channels) {
    if (terms.channel == channel) return &terms;
  }
  return nullptr;
}

const Paper* ProcedureVersion::paper(std::string_view paper_id) const {
  for (const Paper& paper : papers) {
    if (paper.id == paper_id) return &paper;
  }
  return nullptr;
}

bool ProcedureVersion::valid_on(LocalDate date) const {
  return valid_from <= date && (!valid_to || date < *valid_to);
}

std::optional<std::string> parse_code(std::string_view text) {
  std::string_view code = trim(text);
  if (code.size() < 8 || code[1] != '.' || !digits(code.substr(0, 1)) || !digits(code.substr(2, 6))) {
    return std::nullopt;
  }
  const std::string_view suffix = code.substr(8);
  // Provincial lists append ".000.00.00.H18" to the national code.
  if (!suffix.empty() && (suffix.size() < 2 || suffix[0] != '.')) return std::nullopt;
  for (char c : suffix) {
    const bool plain = c == '.' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!plain) return std::nullopt;
  }
  return std::string(code.substr(0, 8));
}

}  // namespace motcua::catalogue
