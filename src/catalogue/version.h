#pragma once
#include <compare>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language_map.h"
#include "base/time.h"
#include "calendar/calendar.h"

namespace motcua::catalogue {

// How a dossier is handed in; the values are the national codes (handbook section 3).
enum class Channel { counter = 1, online = 2, post = 3 };
std::string_view name_of(Channel channel);  // "counter", "online", "post"
std::optional<Channel> channel_of(std::string_view name);

// Where a version comes from. A curated one is written by us and wins over an imported one on the same day.
enum class Source { curated, imported };
std::string_view name_of(Source source);
std::optional<Source> source_of(std::string_view name);

// Money owed for one thing. Without an amount nobody may ask for money before a person has entered it.
struct Fee {
  LanguageMap name;                        // "Lệ phí đăng ký tạm trú"; may be empty
  std::optional<std::int64_t> amount_vnd;  // đồng; 0 = free; none = only `text` is known
  LanguageMap per;                         // "trang": for each page; empty: for the whole dossier
  LanguageMap text;                        // what the source says, or what the applicant should know
  bool operator==(const Fee&) const = default;
};

// What is promised and owed when a dossier comes in through one channel.
struct ChannelTerms {
  Channel channel = Channel::counter;
  std::optional<calendar::Limit> limit;  // none = only `limit_text` is known: no promise may be made from it
  std::string limit_text;                // the words of the source; empty for curated versions
  std::vector<Fee> fees;
  LanguageMap note;
  bool operator==(const ChannelTerms&) const = default;
};

enum class PaperKind { submit, show };  // handed in and kept · looked at and given back
std::string_view name_of(PaperKind kind);
std::optional<PaperKind> paper_kind_of(std::string_view name);

struct Paper {
  std::string id;  // stable within the procedure, also across versions: dossiers refer to it for decades
  LanguageMap name;
  int originals = 0;
  int certified_copies = 0;
  int photocopies = 0;
  PaperKind kind = PaperKind::submit;
  std::optional<LanguageMap> when;  // the case in which it is needed; none = always
  bool operator==(const Paper&) const = default;
};

// One step of the way through the office and its share of the limit. Shares of a version sum to 100.
struct Step {
  std::string key;  // "receive", "assign", "solve", "approve", "return" or another, lower case
  LanguageMap name;
  int share_percent = 0;
  bool operator==(const Step&) const = default;
};
// receive 5, assign 5, solve 70, approve 15, return 5: our choice where no source gives a split.
std::vector<Step> default_steps();

// A fact that the source leaves open. `why` is the last part of a message id "catalogue.why.<why>".
struct NeedsPerson {
  std::string field;  // JSON pointer into the version: "/channels/0/limit"
  std::string text;   // what the source says, untouched
  std::string why;
  bool operator==(const NeedsPerson&) const = default;
};

// What the catalogue says about one procedure from `valid_from` up to, not including, `valid_to`.
struct ProcedureVersion {
  std::string code;  // national: "1.001193"
  int number = 0;    // 1, 2, … for each code; given by the store, 0 before that
  Source source = Source::imported;
  LocalDate valid_from{};
  std::optional<LocalDate> valid_to;

  LanguageMap name;
  LanguageMap sector;
  std::string handled_by;  // "ubnd_xa", "cong_an_xa", "thue" …
  std::string audience;
  std::string decision;  // the decision that publishes it: "163/QĐ-BTP"
  LanguageMap guidance;  // plain words, paragraphs separated by \n
  std::vector<ChannelTerms> channels;
  std::vector<Paper> papers;
  std::vector<LanguageMap> notes;
  LanguageMap requirements;
  LanguageMap result_name;
  std::vector<std::string> legal;
  std::string official_steps;  // the source's own account of the way, as it stands there
  std::string source_url;
  std::vector<Step> steps;
  std::vector<NeedsPerson> needs_person;
  bool demo_values =
      false;  // limits, fees or papers are invented for a demonstration and must be labelled so
  bool operator==(const ProcedureVersion&) const = default;

  std::string id() const;                            // "1.001193/2": what a dossier records at reception
  const ChannelTerms* terms(Channel channel) const;  // null: not offered through this channel
  const Paper* paper(std::string_view paper_id) const;
  bool valid_on(LocalDate date) const;
};

// Normal form of a procedure code: "1.001193.000.00.00.H18" → "1.001193"; nullopt when it is none.
std::optional<std::string> parse_code(std::string_view text);

}  // namespace motcua::catalogue
