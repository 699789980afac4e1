"""What strangers send is changed at random, led by coverage: refused in words, or read (S8)."""
