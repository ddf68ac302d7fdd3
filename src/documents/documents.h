#pragma once
// The public face of documents: forms as PDF, facts about uploaded files, and files on disk.
#include "documents/amount_words.h"
#include "documents/blob_store.h"
#include "documents/date_words.h"
#include "documents/letter.h"
#include "documents/media.h"
#include "documents/outline.h"
#include "documents/poster.h"
#include "documents/qr.h"
#include "documents/receipt.h"
#include "documents/register.h"
#include "documents/scans.h"
#include "documents/verify_files.h"
