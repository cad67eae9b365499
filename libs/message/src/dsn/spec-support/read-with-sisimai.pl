# Reads each message of a folder with Sisimai, which analyses bounces; prints one JSON object a line.
use strict;
use warnings;
use JSON;
use Sisimai;

for my $path (sort glob "$ARGV[0]/*") {
    my $found = Sisimai->make($path, 'delivered' => 1) || [];
    my @recipients = map { { address => $_->recipient->address, action => $_->action, status => $_->deliverystatus, reason => $_->reason, code => $_->diagnosticcode } } @$found;
    my ($name) = $path =~ m{([^/]+)$};
    print encode_json({ name => $name, recipients => \@recipients }), "\n";
}
