using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Unit.Api;

/// <summary>The least that a caller has to be for each route, written out by hand: what the code says of itself proves nothing.</summary>
internal static class ApiRoleTable
{
    private const string Project = "/api/v1/projects/{project_id}/";
    private const string Environment = "/api/v1/environments/{environment_key}/";
    private const string Experiments = $"{Environment}experiments/";
    private const string Writers = "/api/experiments/environments/{environment_key}/";
    private const string Features = "/api/v1/projects/{project_id}/features/";
    private const string Flags = "/api/v1/environments/{environment_key}/features/";
    private const string Segments = "/api/v1/projects/{project_id}/segments/";

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

        ["GET /api/v1/me/"] = Leave.Anybody,
        ["GET /api/v1/projects/"] = Leave.Anybody,
        ["POST /api/v1/projects/"] = Leave.Instance,
        [$"GET {Project}"] = Leave.Viewer,
        [$"PATCH {Project}"] = Leave.Administrator,
        [$"DELETE {Project}"] = Leave.Instance,
        [$"GET {Project}audit/"] = Leave.Viewer,
        ["GET /api/v1/audit/"] = Leave.Instance,

        [$"GET {Project}environments/"] = Leave.Viewer,
        [$"POST {Project}environments/"] = Leave.Administrator,
        [$"GET {Environment}"] = Leave.Viewer,
        [$"PATCH {Environment}"] = Leave.Administrator,
        [$"DELETE {Environment}"] = Leave.Administrator,
        [$"POST {Environment}archive/"] = Leave.Administrator,
        [$"POST {Environment}restore/"] = Leave.Administrator,
        [$"POST {Environment}switch-to-v2/"] = Leave.Administrator,
        [$"GET {Environment}keys/"] = Leave.Viewer,
        [$"POST {Environment}keys/"] = Leave.Administrator,
        [$"POST {Environment}keys/{{id}}/rotate/"] = Leave.Administrator,
        [$"DELETE {Environment}keys/{{id}}/"] = Leave.Administrator,

        [$"GET {Project}members/"] = Leave.Viewer,
        [$"GET {Project}members/{{person_id}}/"] = Leave.Viewer,
        [$"PUT {Project}members/{{person_id}}/"] = Leave.Administrator,
        [$"DELETE {Project}members/{{person_id}}/"] = Leave.Administrator,
        [$"GET {Project}api-keys/"] = Leave.Administrator,
        [$"POST {Project}api-keys/"] = Leave.Administrator,
        [$"GET {Project}api-keys/{{id}}/"] = Leave.Administrator,
        [$"DELETE {Project}api-keys/{{id}}/"] = Leave.Administrator,
        ["GET /api/v1/api-keys/"] = Leave.Instance,
        ["POST /api/v1/api-keys/"] = Leave.Instance,
        ["GET /api/v1/api-keys/{id}/"] = Leave.Instance,
        ["DELETE /api/v1/api-keys/{id}/"] = Leave.Instance,

        ["GET /api/v1/people/"] = Leave.Instance,
        ["POST /api/v1/people/"] = Leave.Instance,
        ["GET /api/v1/people/{id}/"] = Leave.Instance,
        ["PATCH /api/v1/people/{id}/"] = Leave.Instance,
        ["POST /api/v1/people/{id}/deactivate/"] = Leave.Instance,
        ["POST /api/v1/people/{id}/reactivate/"] = Leave.Instance,
        ["POST /api/v1/people/{id}/password-link/"] = Leave.Instance,

        ["GET /api/v1/retention/"] = Leave.Instance,
        ["PUT /api/v1/retention/"] = Leave.Instance,
        ["POST /api/v1/retention/run/"] = Leave.Instance,

        [$"POST {Writers}update-flag-v1/"] = Leave.ProductManager,
        [$"POST {Writers}update-flag-v2/"] = Leave.ProductManager,
        [$"POST {Writers}delete-segment-override/"] = Leave.ProductManager,
        ["GET /api/v1/features/feature-segments/"] = Leave.Viewer,

        // Whom it lets in, the ids in its body say.
        ["POST /api/v1/features/feature-segments/update-priorities/"] = Leave.Anybody,
        ["GET /api/v1/features/feature-segments/{id}/"] = Leave.Anybody,
        ["GET /api/v1/features/feature-segments/get-by-uuid/{uuid}/"] = Leave.Anybody,
        ["GET /api/v1/multivariate/options/get-by-uuid/{uuid}/"] = Leave.Anybody,
        [$"GET {Features}{{feature_id}}/mv-options/"] = Leave.Viewer,
        [$"POST {Features}{{feature_id}}/mv-options/"] = Leave.ProductManager,
        [$"GET {Features}{{feature_id}}/mv-options/{{id}}/"] = Leave.Viewer,
        [$"PUT {Features}{{feature_id}}/mv-options/{{id}}/"] = Leave.ProductManager,
        [$"PATCH {Features}{{feature_id}}/mv-options/{{id}}/"] = Leave.ProductManager,
        [$"DELETE {Features}{{feature_id}}/mv-options/{{id}}/"] = Leave.ProductManager,

        [$"GET {Features}"] = Leave.Viewer,
        [$"POST {Features}"] = Leave.ProductManager,
        [$"GET {Features}{{feature_id}}/"] = Leave.Viewer,
        [$"PATCH {Features}{{feature_id}}/"] = Leave.ProductManager,
        [$"DELETE {Features}{{feature_id}}/"] = Leave.ProductManager,
        [$"POST {Features}{{feature_id}}/archive/"] = Leave.ProductManager,
        [$"POST {Features}{{feature_id}}/restore/"] = Leave.ProductManager,

        [$"GET {Flags}"] = Leave.Viewer,
        [$"GET {Flags}{{feature_id}}/"] = Leave.Viewer,
        [$"PATCH {Flags}{{feature_id}}/default/"] = Leave.ProductManager,
        [$"PUT {Flags}{{feature_id}}/segments/{{segment_id}}/"] = Leave.ProductManager,
        [$"DELETE {Flags}{{feature_id}}/segments/{{segment_id}}/"] = Leave.ProductManager,
        [$"PUT {Flags}{{feature_id}}/segments/order/"] = Leave.ProductManager,
        [$"GET {Flags}{{feature_id}}/versions/"] = Leave.Viewer,
        [$"GET {Flags}{{feature_id}}/identities/"] = Leave.Viewer,
        [$"POST {Flags}{{feature_id}}/identities/"] = Leave.Support,
        [$"GET {Flags}{{feature_id}}/identities/{{id}}/"] = Leave.Viewer,
        [$"PUT {Flags}{{feature_id}}/identities/{{id}}/"] = Leave.Support,
        [$"DELETE {Flags}{{feature_id}}/identities/{{id}}/"] = Leave.Support,

        [$"GET {Segments}"] = Leave.Viewer,
        [$"POST {Segments}"] = Leave.ProductManager,
        [$"GET {Segments}{{id}}/"] = Leave.Viewer,
        [$"PATCH {Segments}{{id}}/"] = Leave.ProductManager,
        [$"DELETE {Segments}{{id}}/"] = Leave.ProductManager,
        [$"POST {Segments}{{id}}/archive/"] = Leave.ProductManager,
        [$"POST {Segments}{{id}}/restore/"] = Leave.ProductManager,
    };

    public static bool Admits(Leave leave, Standing standing) => leave switch
    {
        Leave.Anybody => standing > Standing.Stranger,
        Leave.Instance => standing is Standing.Instance,
        _ => standing >= Enum.Parse<Standing>($"{leave}"),
    };

    public static Standing StandingOf(Role role) => Enum.Parse<Standing>($"{role}");
}
