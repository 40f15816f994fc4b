from celery import shared_task

from mint.discussion import notices


@shared_task(name="discussion.tell")
def tell(*, comment_id: int) -> None:
    """Of a new comment, whom it mentions and who follows."""
    notices.tell(comment_id=comment_id)


@shared_task(name="discussion.gather")
def gather(*, following_id: int) -> None:
    """What is new to one follower, in one message."""
    notices.gather(following_id=following_id)
