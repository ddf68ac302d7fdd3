#pragma once
#include <string>

#include "base/expected.h"
#include "intake/received.h"
#include "organisation/organisation.h"

namespace motcua::intake {

// What the rule judges by; nothing of it is read from anywhere else.
struct Circumstances {
  catalogue::Channel channel = catalogue::Channel::counter;
  const catalogue::Catalogue& catalogue;
  const organisation::Organisation& organisation;
  LocalDate today;
  Language language = Language::vi;  // of the names of papers and units in the sentences
};

// A submission that may be recorded: normalised, with everything looked up that it refers to.
struct Checked {
  catalogue::VersionRef version;
  catalogue::Channel channel = catalogue::Channel::counter;
  dossier::Agencies agencies;
  dossier::Person applicant;
  std::optional<dossier::Person> submitter;
  std::optional<std::string> content, note;
  std::vector<dossier::PaperCount> papers;
  dossier::ReturnBy return_by = dossier::ReturnBy::counter;
  std::int64_t fee_dong = 0;
  bool fee_paid = false;
  Problems warnings;  // odd, or worth a question; they stop nothing

  const catalogue::ChannelTerms& terms() const { return *version->terms(channel); }
};

// May this be received? All faults at once, each at its JSON pointer, the same for the three channels:
// procedure_unknown, procedure_expired, procedure_later, version_unknown, version_replaced,
// channel_not_offered, limit_needs_person (no promise may be made from a text alone), unit_unknown,
// unit_former (naming the unit of today), unit_not_agency, solving_unit_needed, those of check_papers and
// check_person, return_address_missing, fee_not_set. The power to solve lies with the commune's police for
// their procedures, else with the receiving commune, unless another is named (non-territorial reception,
// handbook section 5). Precondition: valid UTF-8. Codes without "intake." here.
Expected<Checked> validate(const ReceiveBody& body, const Circumstances& at);

// The same for a question asked before anything is handed in: the version of a procedure that this unit would
// receive today through this channel, with a limit to count by.
Expected<catalogue::VersionRef> receivable(const std::string& procedure, const std::string& unit,
                                           const Circumstances& at);

// What a channel costs the whole dossier; nothing when it depends on pages or on a choice between several.
std::optional<std::int64_t> fee_of(const catalogue::ChannelTerms& terms);

}  // namespace motcua::intake
