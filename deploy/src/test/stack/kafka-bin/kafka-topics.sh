#!/bin/sh
# As in the official image: Kafka's own command, from the jar that the build puts beside it.
exec java -XX:TieredStopAtLevel=1 -cp '/opt/kafka/config:/opt/kafka/libs/*:/opt/kafka/tools/*' org.apache.kafka.tools.TopicCommand "$@"
