using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Keeps routes that begin with any word out of the addresses of programs. Most pages begin with the name of a project: without
/// this <c>/health/alive</c> would be the page of one, and what is missing would be a way to the sign-in.
/// </summary>
internal sealed class OpenRoutes : MatcherPolicy, INodeBuilderPolicy
{
    // Before methods are looked at: they are of the routes that are left.
    public override int Order => -2000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsOpen);

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints)
        => [new(state: true, [.. endpoints.Where(endpoint => !IsOpen(endpoint))]), new(state: false, endpoints)];

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges)
        => new Table(Of(edges, isMachine: true), Of(edges, isMachine: false));

    // Pages of a project, what can be fetched of one, and what looks for files that were never listed.
    private static bool IsOpen(Endpoint endpoint)
        => endpoint is RouteEndpoint { RoutePattern.PathSegments: not [{ IsSimple: true, Parts: [RoutePatternLiteralPart] }, ..] };

    private static int Of(IReadOnlyList<PolicyJumpTableEdge> edges, bool isMachine) => edges.Single(edge => (bool)edge.State == isMachine).Destination;

    private sealed class Table(int machine, int everybody) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext)
            => MachineAddresses.IsMachine(httpContext.Request.Path) ? machine : everybody;
    }
}
