using ExperimentAdmin.Core.Common.Names;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Keeps routes that begin with any word out of the addresses of programs. Most pages begin with the name of a project: without
/// this <c>/health/alive</c> would be the page of one, and what is missing would be a way to the sign-in. Nor is anything the page of a
/// project that no project can be called by, such as <c>/_framework/missing.js</c>.
/// </summary>
internal sealed class OpenRoutes : MatcherPolicy, INodeBuilderPolicy
{
    private enum Address
    {
        OfAnything,
        OfNoProject,
        OfPrograms,
    }

    // Before methods are looked at: they are of the routes that are left.
    public override int Order => -2000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsOpen);

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints) =>
    [
        new(Address.OfAnything, endpoints),
        new(Address.OfNoProject, [.. endpoints.Where(endpoint => !IsOpen(endpoint) || endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null)]),
        new(Address.OfPrograms, [.. endpoints.Where(endpoint => !IsOpen(endpoint))]),
    ];

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges)
        => new Table(edges.ToDictionary(edge => (Address)edge.State, edge => edge.Destination));

    // Pages of a project, what can be fetched of one, and what looks for files that were never listed.
    private static bool IsOpen(Endpoint endpoint)
        => endpoint is RouteEndpoint { RoutePattern.PathSegments: not [{ IsSimple: true, Parts: [RoutePatternLiteralPart] }, ..] };

    private static Address AddressOf(PathString path)
        => MachineAddresses.IsMachine(path) ? Address.OfPrograms
            : path.Value is { Length: > 1 } value && !value[1..].Split('/', 3).Take(2).All(part => part.Length == 0 || Slug.IsSlug(part)) ? Address.OfNoProject
            : Address.OfAnything;

    private sealed class Table(Dictionary<Address, int> destinations) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) => destinations[AddressOf(httpContext.Request.Path)];
    }
}
