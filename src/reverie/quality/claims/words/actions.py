"""Verbs: past forms and participles of what was done, and present forms of what now holds."""

ACTIONS = {
    "edit": "changed updated modified edited replaced renamed moved refactored rewrote rewritten adjusted bumped "
    "pinned wired clamped linked implemented introduced extracted inlined split converted swapped corrected tweaked "
    "extended simplified documented guarded wrapped handled switched ported registered exported typed listed "
    "configured enabled disabled raised lowered increased reduced limited hooked annotated covered described "
    "reworded rephrased translated sorted reordered deduplicated tidied optimised optimized cached hardened "
    "tightened relaxed marked parameterised parameterized made set put turned commented stripped trimmed undid "
    "undone reverted restored unified consolidated centralised centralized merged shortened expanded inverted "
    "flipped reworked restructured reorganised reorganized aligned normalised normalized escaped sanitised "
    "sanitized silenced suppressed upgraded downgraded injected inserted appended prepended attached bound declared "
    "defined specified assigned aliased mocked stubbed patched broadened narrowed generalised generalized memoised "
    "memoized batched debounced throttled awaited retyped redirected rerouted mapped localised localized "
    "internationalised deprecated redesigned styled centred centered padded anchored included noted mentioned "
    "excluded ignored filled capped hid hidden shown exposed referenced closed reset hoisted lifted decoupled "
    "isolated factored cleaned hook made_sure_that agregué agregado agregada añadí añadido añadida cambié cambiado "
    "cambiada modifiqué modificado actualicé actualizado actualizada reemplacé reemplazado corregí corregido "
    "corregida implementé renombré geändert angepasst ersetzt aktualisiert hinzugefügt ergänzt umbenannt korrigiert "
    "überarbeitet verschoben eingebaut umgestellt ajouté ajoutée modifié modifiée remplacé remplacée renommé "
    "corrigé corrigée mis_à_jour déplacé adicionei alterei atualizei aggiunto modificato aggiornato",
    "add": "added",
    "remove": "removed eliminé eliminado eliminada entfernt supprimé supprimée rimosso removi removido",
    "create": "filed created wrote written generated scaffolded drafted initialised initialized tagged recreated "
    "produced dumped bootstrapped authored set_up backed_up creé creado creada generé generado escribí escrito "
    "erstellt angelegt geschrieben generiert créé créée écrit généré creato criei criado",
    "delete": "expunged trashed binned nuked scrapped zapped axed flushed emptied tossed obliterated eradicated "
    "thrown_away threw_away thrown_out threw_out done_away_with did_away_with uninstalled "
    "vacié vaciado slettet vidé geleert weggeworfen deleted dropped purged wiped erased unlinked discarded "
    "got_rid_of get_rid_of pruned borré borrado "
    "borrada gelöscht effacé cancellato apaguei apagado cleared",
    "gone": "gone weg",
    "commit": "committed amended squashed cherry-picked recommitted committet commiteado commiteé commité commitée "
    "committé eingecheckt fixup",
    "push": "pushed force-pushed gepusht pusheado pusheé subí subido subida poussé poussée geschoben hochgeladen "
    "on_the_remote on_origin force_pushed pushte enviado enviei",
    "install": "installed reinstalled instalado instalada instaladas instalados instalé installiert installé "
    "installée installés installées installato",
    "save": "saved stored remembered memorised memorized noted recorded kept guardé guardado gespeichert notiert "
    "gemerkt enregistré mémorisé retenu salvei",
    "read": "leafed_through thumbed_through paged_through proofread pored_over scrutinised scrutinized perused "
    "sifted_through scrolled_through dug_through dug_into read_through read_over peeked_at glanced_at inspected "
    "read reread re-read looked_at looked_over looked_through looked_into looked_up looked checked reviewed "
    "went_through gone_through inspected examined searched scanned studied browsed traced compared audited skimmed "
    "walked_through been_through been_over gone_over went_over seen had_a_look took_a_look taken_a_look having_read "
    "after_reading from_reading having_looked grepped consulted stepped_through double-checked investigated "
    "explored analysed analyzed revisé revisado leí leído comprobé gelesen geprüft durchgesehen angesehen "
    "angeschaut lu vérifié relu examiné parcouru cross-checked combed_through combed eyeballed visited followed",
    "run": "rolled_out bisected stashed took_a_backup took_a_dump took_a_snapshot opened ran re-ran reran rerun run "
    "executed re-executed started launched restarted called invoked deployed applied migrated imported brought_up "
    "spun_up triggered benchmarked tested validated verified exercised profiled measured formatted regenerated "
    "seeded uploaded downloaded fetched published kicked_off booted provisioned rolled_back queried pinged curled "
    "confirmed reproduced sent requested stopped killed synced transcoded resized ejecuté ejecutado corrí lancé "
    "lanzado ausgeführt gestartet laufen_lassen lancée exécuté exécutée eseguito executei redeployed rebuilt_index "
    "reformatted spun brought released signed chmodded chowned cloned checked_out mounted reindexed rebased "
    "unpacked extracted_archive pulled",
    "fix": "fixes resolves solves repairs eliminates cures remedies prevents fixed resolved repaired solved cured "
    "mended remedied eliminated addressed behoben repariert gefixt gelöst arreglado arreglé arreglada solucionado "
    "solucionada resuelto resuelta réparé résolu réglé risolto",
    "built": "built compiled rebuilt compiles builds links bundles recompiled gebaut kompiliert compilado compilada "
    "construido construida compilé construit transpiles packaged",
    "pass": "pass passes passed passing green ok okay fine succeed succeeds succeeded succeeding successful "
    "successfully clean cleanly happy good ✅ ✓ ✔ 🟢 ☑ finishes finished completes completed went_through "
    "goes_through satisfied intact all_clear bestanden grün sauber erfolgreich läuft laufen laufen_durch "
    "läuft_durch pasan pasa pasaron pasado verde verdes passent passe passés réussi réussis réussie vert verts "
    "passano passam lgtm type-checks typechecks type_checks success quiet silent content pleased spotless flawless "
    "error-free warning-free lint-free issue-free exits exit compliant pasando conform conforms sound",
    "fail": "fail fails failed failing red broken rejected refused ❌ ✗ ✘ 🔴 crashed crashes stopped errored "
    "errors_out timed_out time_out times_out timeout aborted fehlgeschlagen falla fallan falló fallaron échoue "
    "échouent échoué schlägt scheitert blocked breaks hangs",
    "work": "works work working worked behaves behave behaved starts starting loads loading responds renders "
    "available handles respects runs running funciona funcionan funktioniert funktionieren fonctionne fonctionnent "
    "function functional functions operational boots launches opens usable reachable correct correctly exact "
    "accurate",
    "report": "reports report reported gives gave given returns returned prints printed prints_out shows showed "
    "shown answers answered responds responded outputs yields yielded finds found got gets came_back came_out says "
    "said exits exited recommends recommended takes took needs uses dropped shrank grew went fell rose improved "
    "decreased increased reads lists contains listed measures measured counts counted totals amounts stands comes "
    "came appears expects receives failed ended logged logs shrinks drops costs cost lasted detected identified "
    "spotted reached serves served is_at stays remains loses lost saves gained discovered",
    "more": "faster slower smaller larger bigger shorter longer quicker fewer less more higher lower better worse "
    "identical equal empty up_to_date in_sync out_of_date ahead behind up-to-date unchanged_output halved doubled",
    "done": "dealt_with taken_care_of sorted_out squared_away wrapped_up cleared_up seen_to fine valid done finished "
    "complete completed out updated converted replaced removed migrated renamed "
    "covered implemented fixed addressed in_place erledigt fertig abgeschlossen terminé terminés listo lista listos "
    "listas hecho hechas completado completada completadas ported translated handled ✅ use uses have has annotated "
    "documented typed gone checked_off ticked closed switched moved resolved carry tested",
    "leave": "as_you_left_it as_you_left_them as_you_had_it where_it_was where_they_were how_it_was how_they_were "
    "as_it_stood as_they_stood spared hands_off clear_of away_from left left_alone left_as unaffected as_is "
    "as_it_was as_they_were the_same as_before untouched "
    "unchanged unmodified unaltered unveränder unverändert intact kept_as left_as_is stays_as stayed intactas "
    "sin_cambios inchangé inchangés",
    "touch": "touched touch changed change modified modify edited edit altered alter tocado tocada geändert "
    "angefasst touché modifié",
    "present": "uses reads lists returns calls supports accepts retries imports exports contains has have handles "
    "ignores takes checks joins throws raises validates logs shows prints renders sends waits falls defaults lives "
    "live points requires includes covers describes explains mentions emits writes loads parses skips respects "
    "honours honors needs sorts caches closes opens wraps pins sets use read guards clamps creates runs goes "
    "rejects strips trims escapes refuses rounds ships carries holds depends inherits extends implements exposes "
    "keeps drops limits redirects maps builds fetches passes_on forwards reports counts starts stops starts_with "
    "looks fails falls_back tells asks answers documents declares defines names sits belongs matches hides displays "
    "delegates references asserts tests verifies loops inserts updates deletes removes adds appends stores follows "
    "links lints speaks states called targets distinguishes treats makes lets allows prevents blocks warns exits "
    "responds propagates truncates normalises normalizes converts batches streams compares filters formats "
    "debounces memoizes memoises overrides gets reuses resets computes applies tolerates catches",
    "base": "add guard clamp use wrap make change set check run try raise lower rename move replace remove delete "
    "update install create write open close start stop restart commit push merge rebase fix edit review read look "
    "verify confirm ensure test build deploy rerun re-run consider see note keep let tell give show call pass save "
    "put copy paste click type enter select go visit follow wait ask configure enable disable isolate point switch "
    "extend handle document cover increase decrease bump pin upgrade downgrade rotate drop split extract refactor "
    "migrate convert announce export import inspect compare prefer avoid leave do reset undo revert choose pick "
    "finish implement cache limit retry ignore skip validate parse reject return throw log clear clean",
    "gerund": "adding making changing replacing moving removing deleting renaming updating switching setting "
    "wrapping converting rewriting using bumping pinning extracting introducing correcting passing casting guarding "
    "editing dropping inlining swapping escaping awaiting closing returning handling checking increasing raising "
    "lowering caching adjusting splitting declaring initialising initializing defaulting comparing clamping "
    "normalising normalizing sorting",
    "new": "new fresh neu neue nuevo nueva nouveau nouvelle",
    "became": "become became went left landed moved got gained lost turned grew shrank rose fell took follows goes "
    "come comes came sits sit lives live joined replaced replace superseded dropped received ended_up wound_up",
    "there": "in_place there in_there exists exist available present live lives ready",
}
