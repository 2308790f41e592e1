{{/* Helm takes every number for a fraction, and would write a million as 1e+06: whole ones are made whole again. */}}
{{- define "foretick.integers" -}}
{{- $map := . -}}
{{- range $key, $value := $map -}}
{{- if kindIs "map" $value -}}
{{- include "foretick.integers" $value -}}
{{- else if kindIs "float64" $value -}}
{{- if eq $value (floor $value) -}}
{{- $_ := set $map $key (int64 $value) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What goes to Kafka's clients: security from the values, then what the user sets by name. */}}
{{- define "foretick.kafka" -}}
{{- $kafka := dict "bootstrap.servers" (required "kafka.bootstrapServers: missing (expected: host:port,…)" .Values.kafka.bootstrapServers) -}}
{{- $sasl := .Values.kafka.sasl -}}
{{- $tls := .Values.kafka.tls -}}
{{- if $sasl.mechanism -}}
{{- $_ := required "kafka.sasl.username: missing (expected: with kafka.sasl.mechanism)" $sasl.username -}}
{{- $_ := required "kafka.sasl.existingSecret: missing (expected: a Secret with the password)" $sasl.existingSecret -}}
{{- $module := ternary "plain.PlainLoginModule" "scram.ScramLoginModule" (eq $sasl.mechanism "PLAIN") -}}
{{- $_ := set $kafka "sasl.mechanism" $sasl.mechanism -}}
{{- $_ := set $kafka "sasl.jaas.config" (printf "org.apache.kafka.common.security.%s required username=\"${FORETICK_KAFKA_USERNAME}\" password=\"${FORETICK_KAFKA_PASSWORD}\";" $module) -}}
{{- end -}}
{{- if $tls.enabled -}}
{{- if $tls.caSecret -}}
{{- $_ := set $kafka "ssl.truststore.type" "PEM" -}}
{{- $_ := set $kafka "ssl.truststore.location" (printf "/etc/foretick/ca/%s" $tls.caKey) -}}
{{- end -}}
{{- if $tls.clientSecret -}}
{{- $_ := set $kafka "ssl.keystore.type" "PEM" -}}
{{- $_ := set $kafka "ssl.keystore.key" "${FORETICK_KAFKA_TLS_KEY}" -}}
{{- $_ := set $kafka "ssl.keystore.certificate.chain" "${FORETICK_KAFKA_TLS_CERTIFICATE}" -}}
{{- end -}}
{{- end -}}
{{- if and $sasl.mechanism $tls.enabled -}}
{{- $_ := set $kafka "security.protocol" "SASL_SSL" -}}
{{- else if $sasl.mechanism -}}
{{- $_ := set $kafka "security.protocol" "SASL_PLAINTEXT" -}}
{{- else if $tls.enabled -}}
{{- $_ := set $kafka "security.protocol" "SSL" -}}
{{- end -}}
{{- $properties := deepCopy .Values.kafka.properties -}}
{{- include "foretick.integers" $properties -}}
{{- mustMergeOverwrite $kafka $properties | toYaml -}}
{{- end -}}

{{/* The configuration file. Secrets are in it by the names of variables only. */}}
{{- define "foretick.config" -}}
{{- $_ := required "topics.input: missing (expected: the topic of observations)" .Values.topics.input -}}
kafka:
  {{- include "foretick.kafka" . | nindent 2 }}
group.id: {{ .Values.groupId | quote }}
# The name of a pod of a StatefulSet is the same after a restart, and no other pod's: a new process is taken for the one
# that died, ends the transaction that it left open, and keeps its partitions.
instance.id: ${POD_NAME}
model.path: /var/lib/foretick/model/{{ .Values.model.fileName }}
topics:
  {{- toYaml .Values.topics | nindent 2 }}
# Who gets to it is for a NetworkPolicy to say.
http.host: 0.0.0.0
http.port: 8080
shutdown.timeout: {{ .Values.shutdownTimeoutSeconds }}s
{{- with deepCopy .Values.config }}
{{- include "foretick.integers" . }}
{{ toYaml . }}
{{- end }}
{{- end -}}
