import { createSecureContext, type SecureContext } from 'node:tls';

// Made for the tests with `openssl req -x509 -newkey ec -subj /CN=mx.example`; it protects nothing.
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBgTCCASegAwIBAgIUF6taf5+kgUT+EnA6SuHE07SWJiUwCgYIKoZIzj0EAwIw
FTETMBEGA1UEAwwKbXguZXhhbXBsZTAgFw0yNjExMjEwNzIzMzhaGA8yMTI2MTAy
ODA3MjMzOFowFTETMBEGA1UEAwwKbXguZXhhbXBsZTBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABAi2iBr4GcIwZMWhzpdm/M7np65uN7E9KYxp++RkIqplTqv0qY5s
Fo09ebpGsHJMeobxe9sfAgkWBoLZFTTPiuyjUzBRMB0GA1UdDgQWBBRA/pkZx7qP
tziJti/dJYE9C9QJyDAfBgNVHSMEGDAWgBRA/pkZx7qPtziJti/dJYE9C9QJyDAP
BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCFFhOr2UvEqq3FvzCu
tDriqmNmDd+hzrTd8KlhkYiGHwIgFGPWYn8dKpzK+JakzRpa95rrdxc1LK0ubFy9
GgWhuOg=
-----END CERTIFICATE-----
`;
export const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg9qWYRpv0TvVt4b2L
UiPb6hDG6daMvGX4+z9HUzxAIOChRANCAAQItoga+BnCMGTFoc6XZvzO56eubjex
PSmMafvkZCKqZU6r9KmObBaNPXm6RrByTHqG8XvbHwIJFgaC2RU0z4rs
-----END PRIVATE KEY-----
`;

/** Trusts its own certificate, so that a client that shows it is authorized. */
export const context: SecureContext = createSecureContext({ cert: certificate, key, ca: certificate });
