"""Function words: who speaks, what takes a statement back, what it is linked with."""

GRAMMAR = {
    "me": "i we i've we've i'm ich wir je j'ai nous he hemos ho yo",
    "you": "you you'll you'd you're your_side yourself du sie vous usted",
    "it": "it its it's this that they these those there he she everything all both one each es das il elle",
    "not": "not_a_single not_any not no none never neither nor without nothing nobody cannot can't "
    "couldn't didn't don't doesn't haven't "
    "hasn't hadn't won't wouldn't isn't aren't wasn't weren't unable nicht kein keine keinen nichts nie ni ne n'ai "
    "pas nunca tampoco ninguna ninguno não non todavía_no",
    "zero": "not_a_single not_one not_any no none zero 0 keine kein sin ninguna ninguno aucun aucune",
    "modal": "should would could can can't cannot couldn't may might must shall ought needs_to need_to needed_to "
    "has_to have_to wouldn't shouldn't i'd we'd you'd it'd they'd sollte sollten würde könnte kann debería deberían "
    "podría devrait pourrait peut",
    "future": "will won't i'll we'll you'll it'll that'll they'll going_to about_to planning_to plan_to intend_to "
    "next_step want_to would_like werde wird werden voy_a vais",
    "hedge": "probably likely presumably maybe perhaps possibly apparently supposedly seemingly seem seems seemed "
    "appears_to appear_to appears_that hopefully theoretically suspect think believe assume guess hope i_expect "
    "expected_to should_be "
    "supposed_to meant_to vermutlich wahrscheinlich vielleicht probablemente quizás probablement if_i_remember "
    "in_theory in_principle looks_like",
    "if": "if when once unless whenever until till before wenn falls sobald si cuando quand otherwise provided "
    "as_soon_as as_long_as assuming suppose in_case whether",
    "generic": "usually typically normally always as_usual generally in_general often sometimes each_time "
    "every_time by_default for_example for_instance e.g i.e such_as",
    "past": "yesterday previously earlier last_week last_month last_time last_session previous_session used_to "
    "before_that ago formerly originally in_the_past prior_session yesterday's gestern ayer hier",
    "now": "any_longer from_now_on now nowadays jetzt nun ahora maintenant ya agora any_more anymore no_longer again "
    "instead as_of_now",
    "anymore": "any_longer any_more anymore no_longer never_again",
    "again": "again wieder nuevamente",
    "be": "is are was were be been being isn't aren't wasn't weren't am it's that's they're ist sind wurde wurden "
    "war waren est sont était fue fueron está están son es ha_sido han_sido stays stay remains remain",
    "have": "has have had having got gets hasn't haven't i've we've hat haben ha han ont avons",
    "do": "do does did didn't doesn't don't",
    "advice": "please suggest recommend suggested recommended recommendation advise consider try better you_may "
    "you_can you_could you_should you_might you_need let_me_know feel_free make_sure remember_to don't_forget "
    "i'd_suggest i'd_recommend i_would bitte",
    "quantity": "all every each both everything whole entire full todos todas todo alle alles beide tous toutes "
    "tout todos_los",
    "say": "reads_that says say said saying tell tells told claim claims claimed states stated according_to laut "
    "selon según quote quotes",
    "agent": "subagent sub-agent subagents sub-agents subtask sub-task delegate agent agents sub_agent task_agent",
    "by": "by after durch nach nachdem",
    "past_it": "a_thing_of_the_past things_of_the_past history ancient_history left_the_building bit_the_dust "
    "in_the_bin behind_us gone_for_good is_no_more are_no_more off_the_disk",
    "as_meant": "as_they_should as_it_should the_way_it_should the_way_they_should as_expected as_intended as_designed "
    "as_it_ought_to as_wanted properly_now correctly_now",
    "else": "else other otherwise rest remaining sonst",
    "only": "only just solely nur solo seulement",
    "det": "the a an its his their our your this that these those my three two four five six seven eight nine ten "
    "some any no der die das den dem ein eine einen el la los las un una le les une",
    "prep": "of_the in on at to from of for with without by under over into onto via using through across within "
    "per inside against between as than als auf im dans en pour sur avec con por de du des mit für von aus nach und",
}
