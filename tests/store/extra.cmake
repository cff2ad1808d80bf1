# Included by tests/CMakeLists.txt: the store's tests that take minutes.
if(ATTACHE_LONG_TESTS AND TARGET store_tests)
  add_test(NAME store_power_cuts COMMAND store_tests "--test-case=*ower cuts*")
  set_tests_properties(store_power_cuts PROPERTIES LABELS long TIMEOUT 3600
    ENVIRONMENT ATTACHE_POWER_CUTS=100000)
endif()
