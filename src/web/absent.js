// What a browser has not: other processes. The program is told so, as where ffmpeg is not installed.
const ENOSYS = 52;
const absent = {};
for (const name of ['posix_spawnp', 'posix_spawn_file_actions_init', 'posix_spawn_file_actions_adddup2',
  'posix_spawn_file_actions_destroy', 'posix_spawnattr_init', 'posix_spawnattr_setsigdefault',
  'posix_spawnattr_setflags', 'posix_spawnattr_destroy'])
  absent[name] = new Function(`return ${ENOSYS}`);
mergeInto(LibraryManager.library, absent);
