#pragma once
#include <optional>
#include <string>
#include <vector>

#include "dossier/dossier.h"

namespace motcua::intake {

// A person as typed or read from a card: nothing is checked yet, so that every fault is told at once.
struct PersonGiven {
  std::string full_name;
  std::optional<std::string> id_number;
  std::optional<std::string> birth_date;  // YYYY-MM-DD
  std::optional<std::string> sex;         // "male", "female"
  std::optional<std::string> address;
  std::optional<std::string> phone;
  std::optional<std::string> email;
};

// What is handed in, whatever the channel. An empty text counts as not given.
struct ReceiveBody {
  std::optional<Uuid> id;  // of the dossier, made by whoever files it
  std::optional<catalogue::Channel> channel;
  std::string procedure;
  std::optional<std::string> procedure_version;  // "1.001193/2": what the screen showed
  std::string unit;                              // receiving agency
  PersonGiven applicant;
  std::optional<PersonGiven> submitter;  // when somebody else brings it
  std::vector<dossier::PaperCount> papers;
  std::optional<std::string> content;
  dossier::ReturnBy return_by = dossier::ReturnBy::counter;
  std::optional<bool> fee_paid;
  std::optional<std::int64_t> fee_dong;  // counted by the officer, where the catalogue knows a fee per page
  std::optional<std::string> helped_by_unit;
  std::optional<std::string> solving_unit;
  std::optional<std::string> note;
};

}  // namespace motcua::intake
