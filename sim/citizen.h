#pragma once
#include "world.h"

namespace motcua::sim {

// People who hand something in, at the counter or through the portal's system, and look where it is.
void hand_in(World& world);
void hand_in_with_faults(World& world);
// Several papers of one kind at once, each a dossier of its own; at times one of them is at fault.
void hand_in_many(World& world);
void track(World& world);
// The portal adds a file to what it has submitted.
void add_file_online(World& world);

inline constexpr std::string_view a_pdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    "0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 "
    "R>>\nstartxref\n"
    "164\n%%EOF\n";

// An official of that kind who is still employed there; nothing when there is none.
std::optional<std::size_t> somebody(World& world, identity::Role role, const std::string& unit);
json::array papers_of(const catalogue::ProcedureVersion& version);

}  // namespace motcua::sim
