FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
COPY requirements/base.txt /tmp/base.txt
RUN /venv/bin/pip install --quiet --no-cache-dir --require-hashes -r /tmp/base.txt
WORKDIR /app
COPY . .
# settings want values to load; none of these steps connects to anything
RUN DATABASE_URL=postgresql://mint_app@db/mint REDIS_URL=redis://redis SECRET_KEY=only-for-the-build \
    sh -c '/venv/bin/python manage.py messages --compile \
        && /venv/bin/python manage.py build_static \
        && /venv/bin/python manage.py collectstatic --noinput --ignore "css/*" --verbosity 0'

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MEDIA_ROOT=/media
RUN groupadd --gid 10001 mint && useradd --uid 10001 --gid mint --no-create-home --shell /usr/sbin/nologin mint \
    && install -d -o mint -g mint -m 0700 /media /ledger
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER mint
EXPOSE 8000
VOLUME /media /ledger
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8000, timeout=4); c.request('GET', '/healthz', headers={'Host': 'localhost'}); raise SystemExit(c.getresponse().status != 200)"]
CMD ["gunicorn", "mint.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload", "--no-control-socket", "--limit-request-line", "8190", "--max-requests", "5000", "--max-requests-jitter", "500", "--worker-tmp-dir", "/dev/shm"]
