"""The access registry: for every route and method, who gets what. `tests/access_control` calls them all.

A line is: route | GET | POST. A cell is: who gets through / who is refused (403); for everybody else there is no such
page (404). `=` is as GET, `-` is not offered (405), `rest` is whoever else belongs to an organisation. HEAD is as GET;
nothing takes PUT, PATCH or DELETE. *Through* says that one has the right: the answer is the page, a redirect, or words
on why not now (409, 422). So every undo lets through whoever works on the thing: it is of one's own last move only.

Each asks in the workspace of their own organisation for the rows of `tests/estate`, nearly all of them the company's;
under another's address there is nothing for anybody. Who is not signed in is asked to, wherever no line of the route
lets `anonymous` through. After `@` comes the row asked for where it is not the usual one, or the move.
"""

from typing import NamedTuple

from tests.world import CAST
from tests.world import EVERYBODY as NAMED

GROUPS = {
    "EVERYBODY": (*NAMED, "evaluator"),
    "SIGNED_IN": (*NAMED[1:], "evaluator"),
    "OUTSIDE": ("outsider", "operator", "evaluator"),  # signed in, of no organisation
    "MEMBERS": tuple(who for who, _, _ in CAST),  # of some organisation
    # whatever row is asked for
    "HOSTS": ("owner", "editor", "partner", "stranger", "coordinator", "other_coordinator", "curator", "other_curator"),
    "REVIEWERS": ("coordinator", "other_coordinator", "curator", "other_curator"),
    "COORDINATORS": ("coordinator", "other_coordinator"),
    "MANAGERS": ("manager", "other_manager"),
    # by what one has to do with the company's rows
    "COMPANY": ("owner", "editor", "viewer"),
    "AUTHORS": ("owner", "editor"),
    "CURATORS": ("coordinator", "curator"),  # of its municipality and of its project
    "STAFF": ("owner", "editor", "viewer", "coordinator", "curator"),
    "READERS": ("owner", "editor", "viewer", "coordinator", "curator", "evaluator"),
    "OTHERS": ("partner", "stranger", "teacher", "other_curator", "manager", "other_manager"),  # who may answer it
    "WORKERS": ("owner", "editor", "viewer", "partner", "coordinator", "curator", "manager"),
}

TABLE = """
# the platform's own; metrics are for whoever has the token
healthz                                 | EVERYBODY                                 | =
readyz                                  | EVERYBODY                                 | =
metrics                                 | nobody                                    | =
root                                    | EVERYBODY                                 | =

# home, text pages and desks
pages:home                              | EVERYBODY                                 | -
pages:about                             | EVERYBODY                                 | -
pages:accessibility                     | EVERYBODY                                 | -
pages:privacy                           | EVERYBODY                                 | -
pages:mine                              | SIGNED_IN                                 | -
pages:workspace                         | MEMBERS                                   | -
pages:trail                             | owner stranger / rest                     | -
pages:trail_csv                         | owner stranger / rest                     | -
pages:trail_chain                       | owner stranger / rest                     | -

# challenges: the one named is in review (@draft, @open: another in that state)
challenges:list                         | EVERYBODY                                 | -
challenges:start                        | EVERYBODY                                 | -
challenges:start_step                   | EVERYBODY                                 | =
challenges:start_similar                | -                                         | EVERYBODY
challenges:start_check                  | EVERYBODY                                 | -
challenges:start_contact                | EVERYBODY                                 | =
challenges:start_look_up                | -                                         | EVERYBODY
challenges:start_claim                  | SIGNED_IN                                 | =
challenges:start_forget                 | EVERYBODY                                 | =
challenges:go                           | READERS manager                           | -
challenges:go@draft                     | COMPANY                                   | -
challenges:go@open                      | EVERYBODY                                 | -
challenges:detail                       | READERS / manager                         | -
challenges:detail@draft                 | COMPANY                                   | -
challenges:detail@open                  | EVERYBODY                                 | -
challenges:attachment                   | READERS / manager                         | -
challenges:attachment@draft             | COMPANY                                   | -
challenges:attachment@open              | EVERYBODY                                 | -
challenges:board                        | MEMBERS                                   | -
challenges:table                        | MEMBERS                                   | -
challenges:new                          | AUTHORS partner stranger COORDINATORS / rest | =
challenges:similar                      | -                                         | AUTHORS partner stranger COORDINATORS / rest
challenges:manage                       | STAFF / manager                           | -
challenges:manage@draft                 | COMPANY                                   | -
challenges:manage@open                  | MEMBERS                                   | -
challenges:step                         | AUTHORS / CURATORS viewer manager         | =
challenges:step@draft                   | AUTHORS / viewer                          | =
challenges:step@open                    | AUTHORS / rest                            | =
challenges:check                        | AUTHORS / CURATORS viewer manager         | -
challenges:delete                       | AUTHORS / CURATORS viewer manager         | =
challenges:delete@draft                 | AUTHORS / viewer                          | =
challenges:extend                       | -                                         | AUTHORS CURATORS / viewer manager
challenges:extend@open                  | -                                         | AUTHORS CURATORS / rest
challenges:evaluators                   | coordinator / COMPANY curator manager     | =
challenges:end_evaluator                | -                                         | coordinator / COMPANY curator manager
challenges:changes                      | READERS / manager                         | -
challenges:changes@open                 | EVERYBODY                                 | -
challenges:amend                        | AUTHORS coordinator / viewer curator manager | =
challenges:amend@open                   | AUTHORS coordinator / rest                | =
challenges:confidential                 | nobody / COMPANY CURATORS manager         | =
challenges:confidential@open            | COMPANY CURATORS OTHERS / rest            | OTHERS / rest
challenges:confidential_keep            | AUTHORS coordinator / viewer curator manager | =
challenges:confidential_keep@draft      | AUTHORS / viewer                          | =
challenges:confidential_keep@open       | AUTHORS coordinator / rest                | =
challenges:confidential_decide@lopeta   | -                                         | AUTHORS coordinator / rest
challenges:confidential_decide@salli    | -                                         | AUTHORS coordinator / rest
challenges:drop                         | -                                         | AUTHORS CURATORS / viewer manager
challenges:drop@open                    | -                                         | AUTHORS CURATORS / rest
challenges:move@submitted               | -                                         | AUTHORS / CURATORS viewer manager
challenges:move@returned                | -                                         | CURATORS / COMPANY manager
challenges:move@published               | -                                         | CURATORS / COMPANY manager
challenges:move@withdrawn               | -                                         | AUTHORS CURATORS / viewer manager
challenges:move@closed                  | -                                         | CURATORS / COMPANY manager
challenges:move@selected                | -                                         | CURATORS / COMPANY manager
challenges:move@experimenting           | -                                         | AUTHORS CURATORS / viewer manager
challenges:move@solved                  | -                                         | AUTHORS CURATORS / viewer manager
challenges:move@not_solved              | -                                         | AUTHORS CURATORS / viewer manager
challenges:move@archived                | -                                         | CURATORS / COMPANY manager
challenges:undo                         | -                                         | STAFF / manager
challenges:undo@open                    | -                                         | MEMBERS
challenges:detach                       | -                                         | AUTHORS / CURATORS viewer manager
challenges:detach@draft                 | -                                         | AUTHORS / viewer

# questions about a challenge (@open); the one named waits for its answer
questions:ask                           | nobody / READERS manager                  | =
questions:ask@open                      | OTHERS clerk student other_coordinator OUTSIDE / rest | =
questions:list                          | AUTHORS coordinator / viewer curator manager | =
questions:list@open                     | AUTHORS coordinator / rest                | =
questions:answer@open                   | -                                         | AUTHORS coordinator / rest

# the company's challenge in review copied, merged into another, split
lineage:choose                          | AUTHORS partner stranger COORDINATORS / rest | -
lineage:copy                            | AUTHORS / CURATORS viewer manager         | =
lineage:copy@draft                      | AUTHORS / viewer                          | =
lineage:copy@open                       | AUTHORS partner stranger COORDINATORS / rest | =
lineage:merge                           | CURATORS / COMPANY manager                | =
lineage:merge@open                      | CURATORS / rest                           | =
lineage:split                           | CURATORS / COMPANY manager                | =
lineage:split@open                      | CURATORS / rest                           | =

# the municipality's own challenge, which the other municipality has joined
sharing:page                            | COORDINATORS / rest                       | coordinator / rest
sharing:ask                             | other_coordinator / rest                  | =
sharing:notes                           | -                                         | COORDINATORS / rest
sharing:share                           | -                                         | COORDINATORS / rest
sharing:decide@liity                    | -                                         | other_coordinator / rest
sharing:decide@hylkaa                   | -                                         | other_coordinator / rest
sharing:decide@eroa                     | -                                         | other_coordinator / rest
sharing:decide@peru                     | -                                         | coordinator / rest
sharing:decide@hyvaksy                  | -                                         | coordinator / rest
sharing:decide@torju                    | -                                         | coordinator / rest
sharing:decide@peru-pyynto              | -                                         | other_coordinator / rest
sharing:decide@kumoa                    | -                                         | COORDINATORS / rest

# a text on behalf of the company that waits for it (delete, step: one that is still written; undo: one declined)
behalf:list                             | COORDINATORS / rest                       | -
behalf:new                              | COORDINATORS / rest                       | =
behalf:page                             | coordinator                               | -
behalf:whose                            | coordinator                               | =
behalf:step                             | coordinator                               | =
behalf:send                             | -                                         | coordinator
behalf:take_back                        | -                                         | coordinator
behalf:delete                           | coordinator                               | =
behalf:read                             | EVERYBODY                                 | -
behalf:code                             | -                                         | EVERYBODY
behalf:confirm                          | -                                         | AUTHORS / rest OUTSIDE
behalf:decline                          | -                                         | anonymous OUTSIDE COMPANY OTHERS clerk student other_coordinator curator / coordinator
behalf:undo                             | -                                         | anonymous OUTSIDE COMPANY OTHERS clerk student other_coordinator curator / coordinator

# tags of the company's challenge
tagging:page                            | CURATORS / COMPANY manager                | -
tagging:page@draft                      | AUTHORS / viewer                          | -
tagging:page@open                       | CURATORS / rest                           | -
tagging:decide                          | -                                         | CURATORS / COMPANY manager
tagging:decide@draft                    | -                                         | AUTHORS / viewer
tagging:decide@open                     | -                                         | CURATORS / rest

# evaluation of the company's call: the evaluator from outside has a sheet, the teacher has finished one
evaluation:cases                        | SIGNED_IN                                 | -
evaluation:score                        | evaluator                                 | =
evaluation:step_aside                   | -                                         | evaluator
evaluation:declare                      | evaluator teacher                         | =
evaluation:invitation                   | EVERYBODY                                 | =
evaluation:plan                         | STAFF                                     | coordinator / COMPANY curator
evaluation:phase                        | coordinator / COMPANY curator             | -
evaluation:edit                         | coordinator / COMPANY curator             | =
evaluation:move@opened                  | -                                         | coordinator / COMPANY curator
evaluation:move@closed                  | -                                         | coordinator / COMPANY curator
evaluation:undo                         | -                                         | coordinator / COMPANY curator
evaluation:extend                       | -                                         | coordinator / COMPANY curator
evaluation:share_out                    | -                                         | coordinator / COMPANY curator
evaluation:remind                       | -                                         | coordinator / COMPANY curator
evaluation:invite_inside                | -                                         | coordinator / COMPANY curator
evaluation:invite_outside               | -                                         | coordinator / COMPANY curator
evaluation:end                          | -                                         | coordinator / COMPANY curator
evaluation:give                         | -                                         | coordinator / COMPANY curator
evaluation:waive                        | -                                         | coordinator / COMPANY curator
evaluation:take_off                     | -                                         | coordinator / COMPANY curator
evaluation:reopen                       | -                                         | coordinator / COMPANY curator
evaluation:results                      | STAFF                                     | -
evaluation:decision                     | STAFF                                     | coordinator / COMPANY curator
evaluation:release                      | -                                         | coordinator / COMPANY curator
evaluation:undo_release                 | -                                         | coordinator / COMPANY curator
evaluation:ask_memo                     | -                                         | coordinator / COMPANY curator
evaluation:memo                         | STAFF                                     | -

# proposals: to an open call of the municipality, the company's draft (@over: one sent to a call that is over); the
# outsider's own draft; criteria of the challenge in review (@draft)
proposals:start                         | EVERYBODY                                 | -
proposals:start_step                    | EVERYBODY                                 | =
proposals:start_check                   | EVERYBODY                                 | -
proposals:start_contact                 | EVERYBODY                                 | =
proposals:start_look_up                 | -                                         | EVERYBODY
proposals:start_forget                  | EVERYBODY                                 | =
proposals:claim                         | SIGNED_IN                                 | =
proposals:go                            | AUTHORS                                   | -
proposals:go@over                       | COMPANY coordinator clerk curator         | -
proposals:attachment                    | AUTHORS                                   | -
proposals:attachment@over               | COMPANY coordinator clerk curator         | -
proposals:listing                       | MEMBERS -student / student                | -
proposals:new                           | AUTHORS partner stranger teacher curator other_curator / rest | =
proposals:show                          | AUTHORS                                   | -
proposals:show@over                     | COMPANY                                   | -
proposals:step                          | AUTHORS                                   | =
proposals:step@over                     | AUTHORS / viewer                          | =
proposals:check                         | AUTHORS                                   | -
proposals:check@over                    | AUTHORS / viewer                          | -
proposals:send                          | -                                         | AUTHORS
proposals:send@over                     | -                                         | AUTHORS / viewer
proposals:drop                          | -                                         | AUTHORS
proposals:withdraw                      | -                                         | AUTHORS
proposals:withdraw@over                 | -                                         | AUTHORS / viewer
proposals:undo                          | -                                         | AUTHORS
proposals:delete                        | AUTHORS                                   | =
proposals:delete@over                   | AUTHORS / viewer                          | =
proposals:detach                        | -                                         | AUTHORS
proposals:own_listing                   | SIGNED_IN                                 | -
proposals:own_new                       | SIGNED_IN -coordinator -clerk -curator / coordinator clerk curator | =
proposals:own_show                      | outsider                                  | -
proposals:own_step                      | outsider                                  | =
proposals:own_check                     | outsider                                  | -
proposals:own_send                      | -                                         | outsider
proposals:own_drop                      | -                                         | outsider
proposals:own_withdraw                  | -                                         | outsider
proposals:own_undo                      | -                                         | outsider
proposals:own_delete                    | outsider                                  | =
proposals:own_detach                    | -                                         | outsider
proposals:received                      | coordinator clerk curator manager / rest  | -
proposals:received@over                 | coordinator clerk curator manager / rest  | -
proposals:read@over                     | coordinator clerk curator / rest -manager | -
proposals:move@shortlisted              | -                                         | coordinator curator / rest -manager
proposals:move@rejected                 | -                                         | coordinator curator / rest -manager
proposals:uncheck                       | -                                         | coordinator curator / rest -manager
proposals:criteria                      | CURATORS / COMPANY manager                | =
proposals:criteria@draft                | AUTHORS / viewer                          | =
proposals:suggest                       | -                                         | CURATORS / COMPANY manager
proposals:suggest@draft                 | -                                         | AUTHORS / viewer

# curation: the screening of the one in review; a reply text and a note of the coordinator
curation:everywhere                     | REVIEWERS / rest OUTSIDE                  | -
curation:queue                          | REVIEWERS / rest                          | -
curation:chosen                         | -                                         | REVIEWERS / rest
curation:assign                         | -                                         | CURATORS / COMPANY manager
curation:screen                         | -                                         | CURATORS / COMPANY manager
curation:note                           | -                                         | CURATORS / COMPANY manager
curation:delete_note                    | -                                         | coordinator / COMPANY curator manager
curation:replies                        | REVIEWERS / rest                          | -
curation:new_reply                      | REVIEWERS / rest                          | =
curation:reply                          | coordinator / clerk                       | =
curation:delete_reply                   | -                                         | coordinator / clerk

# experiments: the one named is running and published (@planning; @unpublished: running, for people signed in only)
staging:answer                          | EVERYBODY                                 | =
staging:board                           | REVIEWERS / rest                          | -
staging:list                            | REVIEWERS / rest                          | -
staging:calendar                        | REVIEWERS / rest                          | -
staging:drop                            | -                                         | AUTHORS partner CURATORS / viewer manager
staging:gate                            | WORKERS                                   | -
staging:tick                            | -                                         | AUTHORS partner CURATORS / viewer manager
staging:sign                            | -                                         | AUTHORS partner CURATORS / viewer manager
staging:ask                             | -                                         | AUTHORS CURATORS / viewer partner manager
staging:take_back                       | -                                         | AUTHORS CURATORS / viewer partner manager
staging:attach                          | -                                         | AUTHORS partner CURATORS / viewer manager
staging:document                        | WORKERS                                   | -
staging:move                            | AUTHORS CURATORS / viewer partner manager | =
staging:change                          | CURATORS / COMPANY partner manager        | =
staging:templates                       | MEMBERS                                   | -
staging:new                             | curator other_curator / rest              | =
staging:version                         | MEMBERS                                   | -
staging:cases                           | curator / rest                            | =
staging:rename                          | curator / rest                            | =
staging:retire                          | -                                         | curator / rest
staging:draft                           | curator / rest                            | =
staging:discard                         | -                                         | curator / rest
staging:add                             | -                                         | curator / rest
staging:edit                            | curator / rest                            | =
staging:shift                           | -                                         | curator / rest
staging:remove                          | -                                         | curator / rest
staging:preview                         | curator / rest                            | =
follow_up:answer                        | EVERYBODY                                 | =
follow_up:detail                        | EVERYBODY                                 | =
follow_up:rounds                        | WORKERS                                   | -
follow_up:contacts                      | -                                         | AUTHORS CURATORS / viewer partner manager
follow_up:write_down                    | -                                         | AUTHORS CURATORS / viewer partner manager
follow_up:settle                        | -                                         | AUTHORS CURATORS / viewer partner manager
diary:notes                             | WORKERS                                   | AUTHORS partner CURATORS / viewer manager
diary:note                              | AUTHORS / viewer partner CURATORS manager | editor / owner viewer partner CURATORS manager
diary:attach                            | -                                         | editor / owner viewer partner CURATORS manager
diary:remove                            | -                                         | AUTHORS / viewer partner CURATORS manager
diary:detach                            | -                                         | AUTHORS / viewer partner CURATORS manager
diary:file                              | WORKERS                                   | -
parties:list                            | AUTHORS / viewer partner CURATORS manager  | =
parties:say                             | -                                         | AUTHORS / viewer partner CURATORS manager
parties:part                            | AUTHORS / viewer partner CURATORS manager  | =
parties:take_back                       | -                                         | AUTHORS / viewer partner CURATORS manager
parties:leave                           | partner / AUTHORS viewer CURATORS manager  | =
parties:invitation                      | stranger                                  | -
parties:accept                          | -                                         | stranger
parties:decline                         | -                                         | stranger
errands:list                            | WORKERS                                   | AUTHORS partner CURATORS / viewer manager
errands:change                          | AUTHORS partner CURATORS / viewer manager | =
errands:mark                            | -                                         | AUTHORS partner CURATORS / viewer manager
errands:remove                          | -                                         | AUTHORS partner CURATORS / viewer manager
consents:list                           | WORKERS                                   | AUTHORS partner / CURATORS viewer manager
consents:text                           | AUTHORS partner / CURATORS viewer manager | =
consents:withdraw                       | AUTHORS partner / CURATORS viewer manager | =
consents:remove                         | -                                         | editor / owner viewer partner CURATORS manager
hours:tariffs                           | MEMBERS                                   | owner stranger COORDINATORS / rest
hours:tariff                            | owner / editor viewer                     | =
hours:lines                             | WORKERS                                   | AUTHORS partner / CURATORS viewer manager
hours:line                              | AUTHORS / CURATORS viewer partner manager | =
hours:remove                            | -                                         | AUTHORS / CURATORS viewer partner manager
patterns:list                           | MEMBERS                                   | -
patterns:save                           | AUTHORS partner curator / viewer coordinator manager | =
patterns:edit                           | AUTHORS / viewer                          | =
patterns:retire                         | -                                         | AUTHORS / viewer
replication:family                      | EVERYBODY                                 | -
replication:again                       | HOSTS / rest                              | =
replication:context                     | AUTHORS partner / CURATORS viewer manager | =
replication:material                    | WORKERS                                   | -
learning:list                           | EVERYBODY                                 | -
learning:lessons                        | AUTHORS / CURATORS viewer partner manager | =
learning:remove                         | -                                         | AUTHORS / CURATORS viewer partner manager
shelf:list                              | MEMBERS                                   | -
shelf:one                               | WORKERS                                   | AUTHORS / CURATORS viewer partner manager
shelf:keep                              | -                                         | AUTHORS / CURATORS viewer partner manager
shelf:take                              | -                                         | AUTHORS / CURATORS viewer partner manager
purchasing:told                         | EVERYBODY                                 | -
purchasing:begin                        | coordinator other_coordinator curator other_curator / rest | =
purchasing:purchase                     | coordinator clerk                         | -
purchasing:write                        | coordinator / clerk                       | =
purchasing:tell                         | -                                         | coordinator / clerk
purchasing:discard                      | -                                         | coordinator / clerk
purchasing:decide                       | -                                         | coordinator / clerk
purchasing:memo                         | coordinator clerk                         | -
experiments:list                        | EVERYBODY                                 | -
experiments:go                          | EVERYBODY                                 | -
experiments:go@planning                 | WORKERS                                   | -
experiments:go@unpublished              | SIGNED_IN                                 | -
experiments:detail                      | EVERYBODY                                 | -
experiments:detail@planning             | WORKERS                                   | -
experiments:detail@unpublished          | SIGNED_IN                                 | -
experiments:data                        | EVERYBODY                                 | -
experiments:data@planning               | WORKERS                                   | -
experiments:data@unpublished            | SIGNED_IN                                 | -
experiments:summary                     | EVERYBODY                                 | -
experiments:tell                        | AUTHORS / CURATORS viewer partner manager | =
experiments:own                         | MEMBERS                                   | -
experiments:new                         | HOSTS / rest                              | =
experiments:manage                      | WORKERS                                   | -
experiments:manage@planning             | WORKERS                                   | -
experiments:plan                        | AUTHORS partner / CURATORS viewer manager | =
experiments:plan@planning               | AUTHORS partner / CURATORS viewer manager | =
experiments:result                      | AUTHORS partner / CURATORS viewer manager | =
experiments:evidence                    | CURATORS / COMPANY partner manager        | =
experiments:publication                 | -                                         | AUTHORS / CURATORS viewer partner manager
experiments:measure                     | AUTHORS partner / CURATORS viewer manager | =
experiments:correct                     | AUTHORS partner / CURATORS viewer manager | =
experiments:import                      | AUTHORS partner / CURATORS viewer manager | =
experiments:start_from                  | AUTHORS partner / CURATORS viewer manager | =
experiments:occurrences                 | AUTHORS partner / CURATORS viewer manager | =
experiments:remove_occurrence           | -                                         | AUTHORS partner / CURATORS viewer manager
sensing:keys                            | AUTHORS partner / CURATORS viewer manager | =
sensing:revoke                          | -                                         | AUTHORS partner / CURATORS viewer manager
experiments:ending                      | WORKERS                                   | AUTHORS CURATORS / viewer partner manager
experiments:undo                        | -                                         | WORKERS
experiments:move@planned                | AUTHORS partner / CURATORS viewer manager | =
experiments:move@submitted              | AUTHORS partner / CURATORS viewer manager | =
experiments:move@returned               | CURATORS / COMPANY partner manager        | =
experiments:move@approved               | CURATORS / COMPANY partner manager        | =
experiments:move@started                | AUTHORS / CURATORS viewer partner manager | =
experiments:move@paused                 | AUTHORS CURATORS / viewer partner manager | =
experiments:move@resumed                | AUTHORS CURATORS / viewer partner manager | =
experiments:move@finished               | AUTHORS / CURATORS viewer partner manager | =
experiments:move@decided                | AUTHORS / CURATORS viewer partner manager | =
experiments:move@followed_up            | CURATORS / COMPANY partner manager        | =
experiments:move@closed                 | CURATORS / COMPANY partner manager        | =
experiments:move@cancelled              | AUTHORS CURATORS / viewer partner manager | =

# discussions: of the challenge in review (@open); a comment of the editor to the parties, and of the evaluator to theirs
discussion:page                         | READERS / manager                         | -
discussion:page@open                    | EVERYBODY                                 | -
discussion:page_in                      | STAFF / manager                           | -
discussion:page_in@open                 | MEMBERS                                   | -
discussion:write                        | -                                         | evaluator / STAFF manager
discussion:write@open                   | -                                         | nobody / SIGNED_IN
discussion:write_in                     | -                                         | AUTHORS CURATORS / viewer manager
discussion:write_in@open                | -                                         | AUTHORS partner stranger REVIEWERS teacher MANAGERS / rest
discussion:people                       | evaluator / STAFF manager                 | -
discussion:people@open                  | nobody / SIGNED_IN                        | -
discussion:people_in                    | AUTHORS CURATORS / viewer manager         | -
discussion:people_in@open               | AUTHORS partner stranger REVIEWERS teacher MANAGERS / rest | -
discussion:follow                       | -                                         | READERS / manager
discussion:follow@open                  | -                                         | SIGNED_IN
discussion:follow_in                    | -                                         | STAFF / manager
discussion:follow_in@open               | -                                         | MEMBERS
discussion:go                           | STAFF                                     | -
discussion:go@open                      | EVERYBODY                                 | -
discussion:history                      | STAFF                                     | -
discussion:history@open                 | EVERYBODY                                 | -
discussion:edit                         | evaluator / coordinator                   | =
discussion:narrow                       | -                                         | evaluator / coordinator
discussion:remove                       | evaluator / coordinator                   | =
discussion:edit_in                      | editor / owner viewer CURATORS            | =
discussion:narrow_in                    | -                                         | editor / owner viewer CURATORS
discussion:remove_in                    | editor owner coordinator / viewer curator | =

# municipalities and attraction factors: a draft of the municipality
municipalities:list                     | EVERYBODY                                 | -
municipalities:detail                   | EVERYBODY                                 | -
municipalities:factors                  | COORDINATORS clerk                        | -
municipalities:new                      | COORDINATORS / clerk                      | =
municipalities:profile                  | COORDINATORS / clerk                      | =
municipalities:edit                     | coordinator / clerk                       | =
municipalities:undo                     | -                                         | coordinator / clerk
municipalities:checked                  | -                                         | coordinator / clerk
municipalities:move@published           | -                                         | coordinator / clerk
municipalities:move@archived            | -                                         | coordinator / clerk

# companies, and requests to join: the outsider has asked, and the owner has let the time pass
companies:list                          | EVERYBODY                                 | -
companies:detail                        | EVERYBODY                                 | -
companies:detail@unlisted               | partner coordinator                       | -
companies:profile                       | AUTHORS partner stranger / viewer         | =
companies:unverified                    | COORDINATORS / rest                       | -
companies:verify                        | -                                         | coordinator / COMPANY partner clerk
companies:join                          | SIGNED_IN                                 | =
companies:request                       | outsider                                  | -
companies:withdraw                      | -                                         | outsider
effort:own                              | COMPANY partner stranger / rest           | -
effort:projects                         | MANAGERS / rest                           | -
companies:requests                      | COORDINATORS owner stranger / rest        | -
companies:accept                        | -                                         | owner coordinator / rest -stranger -other_coordinator
companies:decline                       | -                                         | owner coordinator / rest -stranger -other_coordinator

# placements: open (@draft); an application of the student
placements:list                         | EVERYBODY                                 | -
placements:detail                       | EVERYBODY                                 | -
placements:detail@draft                 | COMPANY                                   | -
placements:own                          | MEMBERS                                   | -
placements:new                          | HOSTS / rest                              | =
placements:students                     | curator other_curator / rest              | -
placements:application                  | AUTHORS curator student                   | -
placements:undo_application             | -                                         | AUTHORS curator student
placements:delete_application           | -                                         | student / AUTHORS curator
placements:report                       | -                                         | student / AUTHORS curator
placements:credit                       | -                                         | curator / AUTHORS student
placements:confirm@host                 | -                                         | AUTHORS / curator student
placements:confirm@student              | -                                         | student / AUTHORS curator
placements:confirm@school               | -                                         | curator / AUTHORS student
placements:attachment                   | AUTHORS curator student                   | -
placements:move_application@submitted   | -                                         | student / AUTHORS curator
placements:move_application@shortlisted | -                                         | AUTHORS / curator student
placements:move_application@chosen      | -                                         | AUTHORS / curator student
placements:move_application@reserved    | -                                         | AUTHORS / curator student
placements:move_application@not_chosen  | -                                         | AUTHORS / curator student
placements:move_application@accepted    | -                                         | student / AUTHORS curator
placements:move_application@declined    | -                                         | student / AUTHORS curator
placements:move_application@withdrawn   | -                                         | student / AUTHORS curator
placements:manage                       | STAFF / rest                              | -
placements:manage@draft                 | COMPANY                                   | -
placements:edit                         | nobody / rest                             | =
placements:edit@draft                   | AUTHORS / viewer                          | =
placements:apply                        | student / rest                            | =
placements:apply@draft                  | nobody / rest -student                    | =
placements:undo                         | -                                         | STAFF / rest
placements:move@submitted               | -                                         | AUTHORS / rest
placements:move@opened                  | -                                         | CURATORS / rest
placements:move@returned                | -                                         | CURATORS / rest
placements:move@filled                  | -                                         | AUTHORS / rest
placements:move@agreement_opened        | -                                         | AUTHORS / rest
placements:move@started                 | -                                         | AUTHORS / rest
placements:move@finished                | -                                         | AUTHORS / rest
placements:move@archived                | -                                         | AUTHORS / rest
placements:move@lapsed                  | -                                         | AUTHORS / rest
placements:move@interrupted             | -                                         | AUTHORS CURATORS / rest
placements:move@cancelled               | -                                         | AUTHORS / rest

# what anybody may take of reports
open_data:index                         | EVERYBODY                                 | -
open_data:csv                           | EVERYBODY                                 | -
open_data:json                          | EVERYBODY                                 | -
open_data:schema                        | EVERYBODY                                 | -

# reports of the university, which leads the project
reports:list                            | MANAGERS / rest                           | -
reports:new                             | MANAGERS / rest                           | =
reports:targets                         | manager / rest                            | =
indicators:list                         | manager / rest                            | -
indicators:new                          | manager / rest                            | =
indicators:detail                       | manager / rest                            | -
indicators:detail@own                   | manager / rest                            | -
indicators:change                       | nobody / rest                                  | =
indicators:change@own                   | manager / rest                            | =
indicators:take                         | -                                         | manager / rest
indicators:leave                        | -                                         | manager / rest
corrections:list                        | manager curator / rest                    | -
corrections:new                         | manager / rest                            | =
corrections:detail                      | manager curator / teacher                 | -
corrections:download                    | manager curator / teacher                 | -
corrections:move@approved               | -                                         | curator / manager teacher
corrections:move@refused                | -                                         | curator / manager teacher
corrections:move@withdrawn              | -                                         | manager / curator teacher
cockpit:cockpit                         | manager / rest                            | -
cockpit:remind                          | -                                         | manager / rest
cockpit:part                            | manager curator teacher coordinator / rest | -
# the municipality's own yearly review
yearly:list                             | coordinator other_coordinator clerk       | coordinator other_coordinator / clerk
yearly:detail                           | coordinator clerk                         | coordinator / clerk
yearly:workbook                         | coordinator clerk                         | -
yearly:pdf                              | coordinator clerk                         | -
yearly:move@confirmed                   | -                                         | coordinator / clerk
yearly:move@reopened                    | -                                         | coordinator / clerk
reviews:list                            | EVERYBODY                                 | -
reviews:detail                          | EVERYBODY                                 | -
reviews:publish                         | -                                         | manager / curator teacher
reviews:withdraw                        | -                                         | manager / curator teacher
sections:mine                           | MEMBERS                                   | -
sections:detail                         | manager curator coordinator clerk / teacher | manager coordinator / curator clerk teacher
sections:give                           | manager / curator coordinator clerk teacher | =
sections:principles                     | manager coordinator / curator clerk teacher | =
sections:tick                           | -                                         | manager coordinator / curator clerk teacher
sections:take                           | -                                         | manager coordinator / curator clerk teacher
reports:detail                          | manager / curator teacher                 | -
reports:missing                         | manager / curator teacher                 | -
reports:rows                            | manager / curator teacher                 | -
reports:download                        | manager / curator teacher                 | -
reports:build                           | -                                         | manager / curator teacher
reports:retry                           | -                                         | manager / curator teacher
reports:cancel                          | -                                         | manager / curator teacher
authority:forms                         | manager / rest                            | =
authority:mapping                       | manager                                   | =
authority:unmap                         | -                                         | manager
authority:template                      | manager                                   | -
authority:file                          | -                                         | manager / curator teacher
authority:filed                         | manager / curator teacher                 | -
dossier:download                        | manager / curator teacher                 | -
dossier:ask                             | -                                         | manager / curator teacher
reports:move@approved                   | manager / curator teacher                 | =
reports:move@reopened                   | manager / curator teacher                 | =
reports:move@submitted                  | manager / curator teacher                 | =
reports:move@accepted                   | manager / curator teacher                 | =
reports:move@returned                   | manager / curator teacher                 | =
reports:move@reopened_to_count          | manager / curator teacher                 | =
reports:move@reopened_as_counted        | manager / curator teacher                 | =
approvals:ask                           | -                                         | manager / curator teacher
approvals:page                          | coordinator                               | =
approvals:file                          | coordinator                               | -
submissions:manifest                    | manager / curator teacher                 | -
changes:compare                         | -                                         | manager / curator teacher
changes:carry                           | -                                         | manager / curator teacher
inquiries:read                          | EVERYBODY                                 | =
inquiries:figure                        | EVERYBODY                                 | -
inquiries:asked                         | EVERYBODY                                 | =
inquiries:file                          | EVERYBODY                                 | -
inquiries:list                          | manager / curator teacher                 | =
inquiries:revoke                        | -                                         | manager / curator teacher
inquiries:thread                        | manager / curator teacher                 | =
inquiries:close                         | -                                         | manager / curator teacher

# matching: a match that the partner has asked for (@settled: agreed); the offer is the partner's
matching:interested                     | EVERYBODY                                 | =
matching:look_up                        | -                                         | EVERYBODY
matching:offer                          | SIGNED_IN                                 | -
matching:offer@public                   | EVERYBODY                                 | -
matching:offers                         | MEMBERS                                   | -
matching:offer_new                      | HOSTS teacher / rest                      | =
matching:offer_edit                     | partner                                   | =
matching:offer_move@paused              | -                                         | partner
matching:offer_move@resumed             | -                                         | partner
matching:suggestions                    | MEMBERS                                   | -
matching:interest                       | REVIEWERS partner stranger teacher / rest | =
matching:partners                       | AUTHORS CURATORS / rest                   | -
matching:invite                         | AUTHORS CURATORS / rest                   | =
matching:pass_over                      | AUTHORS CURATORS / rest                   | =
matching:pass_undo                      | -                                         | AUTHORS CURATORS / viewer
matching:unanswered                     | REVIEWERS MANAGERS / rest                 | -
matching:precision                      | REVIEWERS / rest                          | -
matching:precision_rows                 | REVIEWERS / rest                          | -
matching:shaping                        | curator other_curator MANAGERS / rest     | -
matching:weights                        | curator manager / rest                    | -
matching:weights_save                   | -                                         | curator manager / rest
matching:common_weights                 | operator / rest outsider evaluator        | -
matching:common_weights_save            | -                                         | operator / rest outsider evaluator
matching:computing                      | curator manager / rest                    | -
matching:compute                        | -                                         | curator manager / rest
matching:compute_cancel                 | -                                         | curator manager
matching:compute_go_on                  | -                                         | curator manager
matching:match                          | STAFF partner                             | -
matching:match@settled                  | WORKERS                                   | -
matching:match_undo                     | -                                         | STAFF partner
matching:match_move@interested          | -                                         | AUTHORS / CURATORS viewer partner
matching:match_move@accepted            | -                                         | AUTHORS / CURATORS viewer partner
matching:match_move@discussed           | -                                         | AUTHORS CURATORS partner / viewer
matching:match_move@agreed              | -                                         | AUTHORS CURATORS / viewer partner
matching:match_move@realised            | -                                         | AUTHORS CURATORS / viewer partner
matching:match_move@declined            | -                                         | AUTHORS / CURATORS viewer partner
matching:match_move@withdrawn           | -                                         | partner / STAFF

# members and invitations; the invitation is to the stranger, the membership the viewer's
tenancy:register                        | SIGNED_IN                                 | =
tenancy:register_look_up                | -                                         | SIGNED_IN
tenancy:accept                          | EVERYBODY                                 | =
tenancy:members                         | MEMBERS -student / rest                   | owner stranger / rest
tenancy:revoke                          | -                                         | owner / rest -stranger
tenancy:remove                          | -                                         | owner viewer / editor
tenancy:roles                           | owner / editor viewer                     | =
tenancy:confirm                         | owner stranger / rest                     | =
tenancy:emergency                       | operator / rest outsider evaluator        | =
tenancy:leave                           | -                                         | operator / rest outsider evaluator

# of one person
accounts:demo                           | nobody                                    | =
accounts:profile                        | SIGNED_IN                                 | =
privacy:data                            | SIGNED_IN                                 | =
privacy:package                         | owner                                     | -
privacy:erasure                         | SIGNED_IN                                 | =
privacy:keep                            | -                                         | SIGNED_IN
privacy:consents                        | SIGNED_IN                                 | -
privacy:register                        | owner stranger / rest                     | -
privacy:register_csv                    | owner stranger / rest                     | -
privacy:kept                            | operator / rest outsider evaluator        | =
privacy:lift                            | -                                         | operator / rest outsider evaluator
accounts:second_factor                  | SIGNED_IN                                 | -
accounts:confirm                        | SIGNED_IN                                 | =
accounts:resume                         | SIGNED_IN                                 | -
accounts:end_session                    | -                                         | outsider
search:everywhere                       | EVERYBODY                                 | -
search:workspace                        | MEMBERS                                   | -
search:saved                            | SIGNED_IN                                 | -
search:save                             | -                                         | SIGNED_IN
search:change                           | -                                         | owner
search:delete                           | -                                         | owner
search:open_feed                        | -                                         | owner
search:close_feed                       | -                                         | owner
search:feed                             | EVERYBODY                                 | -
search:stop                             | EVERYBODY                                 | =
notifications:list                      | SIGNED_IN                                 | -
notifications:read                      | -                                         | SIGNED_IN
notifications:calendar                  | SIGNED_IN                                 | =
notifications:close_calendar            | -                                         | SIGNED_IN
notifications:feed                      | EVERYBODY                                 | -

# organisations' own sign-in: the company has one, which the outsider has connected; nobody else is an owner but the stranger
signon:find                             | EVERYBODY                                 | =
signon:begin                            | EVERYBODY                                 | -
signon:go                               | EVERYBODY                                 | -
signon:callback                         | EVERYBODY                                 | -
signon:old_begin                        | EVERYBODY                                 | =
signon:own                              | SIGNED_IN                                 | -
signon:connect                          | -                                         | SIGNED_IN
signon:disconnect                       | -                                         | outsider
signon:settings                         | owner stranger / rest                     | =
signon:claim                            | -                                         | owner / rest -stranger
signon:give_up                          | -                                         | owner / rest -stranger

# machines: without its key the address lets nobody through (BY_KEY); the form of what is sent is for everybody
sensing_api:schema                      | EVERYBODY                                 | -
sensing_api:openapi                     | EVERYBODY                                 | -
sensing_api:measurements                | -                                         | nobody

# demo mode only, which is off here
outbox:mailbox                          | nobody                                    | -
outbox:message                          | nobody                                    | -
"""

# Families of routes that belong to libraries, which guard them themselves.
VENDORED = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_", "admin:")
# Open pages that are nothing without a token, or outside demo mode.
CLOSED_NOW = {"metrics", "accounts:demo", "outbox:mailbox", "outbox:message"}
# Where links of messages lead: a visitor who may not see the row is asked to sign in, not told that there is none.
BY_KEY = {"sensing_api:measurements"}  # 401 to whoever has no key, signed in or not
LED_BY_MAIL = {"challenges:go", "discussion:go", "experiments:go"}


class Rule(NamedTuple):
    through: frozenset[str]
    refused: frozenset[str]


class Line(NamedTuple):
    """A rule is None where the method is not offered."""

    route: str
    variant: str
    get: Rule | None
    post: Rule | None


def people(words: str, rest: frozenset[str] = frozenset()) -> frozenset[str]:
    """Names and groups; `-name` takes one out again."""
    found: set[str] = set()
    for word in words.split():
        if word.startswith("-"):
            found.remove(word[1:])
        elif word != "nobody":
            found |= set(rest) if word == "rest" else set(GROUPS.get(word, (word,)))
    if unknown := found - set(GROUPS["EVERYBODY"]):
        raise ValueError(f"nobody of the cast is called {sorted(unknown)}")
    return frozenset(found)


def rule_of(cell: str) -> Rule | None:
    if cell == "-":
        return None
    through, _, refused = cell.partition("/")
    inside = people(through)
    return Rule(inside, people(refused, frozenset(GROUPS["MEMBERS"]) - inside))


def lines(table: str = TABLE) -> list[Line]:
    return [_line(text) for text in table.splitlines() if text and not text.startswith("#")]


def _line(text: str) -> Line:
    name, get, post = (cell.strip() for cell in text.split("|"))
    route, _, variant = name.partition("@")
    return Line(route, variant, rule_of(get), rule_of(get if post == "=" else post))


REGISTRY = lines()
EACH_ONCE = [*{line.route: line for line in reversed(REGISTRY)}.values()]  # the first line of each route
PUBLIC = CLOSED_NOW | {
    line.route for line in REGISTRY for rule in (line.get, line.post) if rule and "anonymous" in rule.through
}
