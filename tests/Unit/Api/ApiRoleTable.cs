using ExperimentAdmin.Core.Access.Domain;

namespace ExperimentAdmin.Unit.Api;

/// <summary>The least that a caller has to be for each route, written out by hand: what the code says of itself proves nothing.</summary>
internal static class ApiRoleTable
{
    private const string Experiments = "/api/v1/environments/{environment_key}/experiments/";

    /// <summary>What lets somebody use a route.</summary>
    public enum Leave
    {
        /// <summary>A key or a session.</summary>
        Anybody,
        Viewer,
        Support,
        ProductManager,
        Administrator,

        /// <summary>Managing the instance.</summary>
        Instance,
    }

    /// <summary>What a caller is.</summary>
    public enum Standing
    {
        /// <summary>No key and no session that works.</summary>
        Stranger,

        /// <summary>At home in another project.</summary>
        Outsider,
        Viewer,
        Support,
        ProductManager,
        Administrator,
        Instance,
    }

    /// <summary>By method and address.</summary>
    public static IReadOnlyDictionary<string, Leave> Least { get; } = new Dictionary<string, Leave>(StringComparer.Ordinal)
    {
        [$"GET {Experiments}"] = Leave.Viewer,
        [$"POST {Experiments}"] = Leave.ProductManager,
        [$"GET {Experiments}{{id}}/"] = Leave.Viewer,
        [$"PATCH {Experiments}{{id}}/"] = Leave.ProductManager,
        [$"PUT {Experiments}{{id}}/"] = Leave.ProductManager,
        [$"DELETE {Experiments}{{id}}/"] = Leave.ProductManager,
        [$"POST {Experiments}{{id}}/start/"] = Leave.ProductManager,
        [$"POST {Experiments}{{id}}/pause/"] = Leave.ProductManager,
        [$"POST {Experiments}{{id}}/complete/"] = Leave.ProductManager,
        [$"PATCH {Experiments}{{id}}/rollout/"] = Leave.Support,
        [$"POST {Experiments}{{id}}/rollout/repair/"] = Leave.ProductManager,
    };

    public static bool Admits(Leave leave, Standing standing) => leave switch
    {
        Leave.Anybody => standing > Standing.Stranger,
        Leave.Instance => standing is Standing.Instance,
        _ => standing >= Enum.Parse<Standing>($"{leave}"),
    };

    public static Standing StandingOf(Role role) => Enum.Parse<Standing>($"{role}");
}
