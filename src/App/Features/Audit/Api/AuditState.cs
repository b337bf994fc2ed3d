using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.App.Features.Audit.Api;

/// <summary>A recorded state as the wire has everything else: names in snake case, shares in percent.</summary>
internal static class AuditState
{
    public static JsonObject? Of(string? json) => json is null ? null : (JsonObject)Write(JsonNode.Parse(json)!, string.Empty)!;

    private static JsonNode? Write(JsonNode? node, string name) => node switch
    {
        JsonObject members => new JsonObject(members.Select(
            member => KeyValuePair.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Key), Write(member.Value, member.Key)))),
        JsonArray items => new JsonArray([.. items.Select(item => Write(item, name))]),
        JsonValue value when AuditChanges.IsShare(name) && value.TryGetValue(out int share) => WirePercent.Write(BasisPoints.Nearest(share)),
        _ => node?.DeepClone(),
    };
}
