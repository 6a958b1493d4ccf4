"""What words state: quantities with bounds, EDTF dates, distances."""
