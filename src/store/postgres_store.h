#pragma once
#include <memory>

#include "store/store.h"

namespace motcua::store {

std::unique_ptr<Store> open_postgres(const Options& options);

}  // namespace motcua::store
