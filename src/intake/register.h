#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "documents/documents.h"
#include "workflow/workflow.h"

namespace motcua::intake {

// What the register is asked for: the dossiers that `unit` accepted on the days from … to, both included.
struct RegisterAsked {
  std::string unit;
  LocalDate from{}, to{};
};

// More than these in one register would hold up whoever else asks; paper costs more to lay out than cells.
inline constexpr std::int64_t most_in_register_pdf = 5'000;
inline constexpr std::int64_t most_in_register_xlsx = 20'000;

// Why a register of `count` dossiers is refused rather than cut: intake.register_too_long. `format`: "pdf" or
// "xlsx".
std::optional<Problem> too_long(std::int64_t count, const std::string& format);

std::int64_t count_received(store::Reader& reader, const RegisterAsked& asked, UtcOffset offset);

// Form 07 in order of reception (TT 03/2025/TT-VPCP, Annex I). Reads names, addresses and telephones: the
// caller logs the access. An erased dossier keeps its line without the person.
documents::Register read_register(const workflow::Installation& office, store::Reader& reader,
                                  const RegisterAsked& asked);

// GET /api/register and GET /api/register/count. Problems: intake.register_unit_unknown, _date_unreadable,
// _reversed, _in_future, _format_unknown, _too_long.
void add_register_routes(http::Router& router, const workflow::Installation& office);

}  // namespace motcua::intake
