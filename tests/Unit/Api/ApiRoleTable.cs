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
    public enum Grant
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
    public enum Caller
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
    public static IReadOnlyDictionary<string, Grant> Least { get; } = new Dictionary<string, Grant>(StringComparer.Ordinal)
    {
        [$"GET {Experiments}"] = Grant.Viewer,
        [$"POST {Experiments}"] = Grant.ProductManager,
        [$"GET {Experiments}{{id}}/"] = Grant.Viewer,
        [$"GET {Experiments}{{id}}/timeline/"] = Grant.Viewer,
        [$"PATCH {Experiments}{{id}}/"] = Grant.ProductManager,
        [$"PUT {Experiments}{{id}}/"] = Grant.ProductManager,
        [$"DELETE {Experiments}{{id}}/"] = Grant.ProductManager,
        [$"POST {Experiments}{{id}}/start/"] = Grant.ProductManager,
        [$"POST {Experiments}{{id}}/pause/"] = Grant.Support,
        [$"POST {Experiments}{{id}}/end/"] = Grant.ProductManager,
        [$"POST {Experiments}{{id}}/undo-end/"] = Grant.ProductManager,
        [$"PATCH {Experiments}{{id}}/conclusion/"] = Grant.ProductManager,
        [$"POST {Experiments}{{id}}/archive/"] = Grant.ProductManager,
        [$"POST {Experiments}{{id}}/unarchive/"] = Grant.ProductManager,
        [$"GET {Experiments}finished/"] = Grant.Viewer,
        [$"POST {Experiments}stop-all/"] = Grant.ProductManager,
        [$"POST {Experiments}resume-stopped/"] = Grant.ProductManager,
        [$"GET {Experiments}{{id}}/start-checks/"] = Grant.Viewer,
        [$"GET {Experiments}{{id}}/overlap/"] = Grant.Viewer,
        [$"POST {Experiments}{{id}}/exclusions/"] = Grant.ProductManager,
        [$"POST {Experiments}{{id}}/flag-door/"] = Grant.Administrator,
        [$"DELETE {Experiments}{{id}}/flag-door/"] = Grant.Administrator,
        [$"GET {Experiments}{{id}}/history/"] = Grant.Viewer,
        [$"GET {Experiments}{{id}}/history/compare/"] = Grant.Viewer,
        [$"POST {Experiments}{{id}}/undo/"] = Grant.Support,
        [$"POST {Experiments}{{id}}/phases/"] = Grant.ProductManager,
        [$"POST {Experiments}{{id}}/complete/"] = Grant.ProductManager,
        [$"PATCH {Experiments}{{id}}/rollout/"] = Grant.Support,
        [$"POST {Experiments}{{id}}/rollout/repair/"] = Grant.ProductManager,

        ["GET /api/v1/me/"] = Grant.Anybody,
        ["GET /api/v1/projects/"] = Grant.Anybody,
        ["POST /api/v1/projects/"] = Grant.Instance,
        [$"GET {Project}"] = Grant.Viewer,
        [$"PATCH {Project}"] = Grant.Administrator,
        [$"DELETE {Project}"] = Grant.Instance,
        [$"GET {Project}audit/"] = Grant.Viewer,
        ["GET /api/v1/audit/"] = Grant.Instance,

        [$"GET {Project}environments/"] = Grant.Viewer,
        [$"POST {Project}environments/"] = Grant.Administrator,
        [$"GET {Environment}"] = Grant.Viewer,
        [$"PATCH {Environment}"] = Grant.Administrator,
        [$"DELETE {Environment}"] = Grant.Administrator,
        [$"POST {Environment}archive/"] = Grant.Administrator,
        [$"POST {Environment}restore/"] = Grant.Administrator,
        [$"POST {Environment}switch-to-v2/"] = Grant.Administrator,
        [$"GET {Environment}keys/"] = Grant.Viewer,
        [$"POST {Environment}keys/"] = Grant.Administrator,
        [$"POST {Environment}keys/{{id}}/rotate/"] = Grant.Administrator,
        [$"DELETE {Environment}keys/{{id}}/"] = Grant.Administrator,

        [$"GET {Project}members/"] = Grant.Viewer,
        [$"GET {Project}members/{{person_id}}/"] = Grant.Viewer,
        [$"PUT {Project}members/{{person_id}}/"] = Grant.Administrator,
        [$"DELETE {Project}members/{{person_id}}/"] = Grant.Administrator,
        [$"GET {Project}api-keys/"] = Grant.Administrator,
        [$"POST {Project}api-keys/"] = Grant.Administrator,
        [$"GET {Project}api-keys/{{id}}/"] = Grant.Administrator,
        [$"DELETE {Project}api-keys/{{id}}/"] = Grant.Administrator,
        ["GET /api/v1/api-keys/"] = Grant.Instance,
        ["POST /api/v1/api-keys/"] = Grant.Instance,
        ["GET /api/v1/api-keys/{id}/"] = Grant.Instance,
        ["DELETE /api/v1/api-keys/{id}/"] = Grant.Instance,

        ["GET /api/v1/people/"] = Grant.Instance,
        ["POST /api/v1/people/"] = Grant.Instance,
        ["GET /api/v1/people/{id}/"] = Grant.Instance,
        ["PATCH /api/v1/people/{id}/"] = Grant.Instance,
        ["POST /api/v1/people/{id}/deactivate/"] = Grant.Instance,
        ["POST /api/v1/people/{id}/reactivate/"] = Grant.Instance,
        ["POST /api/v1/people/{id}/password-link/"] = Grant.Instance,

        ["GET /api/v1/retention/"] = Grant.Instance,
        ["PUT /api/v1/retention/"] = Grant.Instance,
        ["POST /api/v1/retention/run/"] = Grant.Instance,

        [$"POST {Writers}update-flag-v1/"] = Grant.ProductManager,
        [$"POST {Writers}update-flag-v2/"] = Grant.ProductManager,
        [$"POST {Writers}delete-segment-override/"] = Grant.ProductManager,
        ["GET /api/v1/features/feature-segments/"] = Grant.Viewer,

        // Whom it lets in, the ids in its body say.
        ["POST /api/v1/features/feature-segments/update-priorities/"] = Grant.Anybody,
        ["GET /api/v1/features/feature-segments/{id}/"] = Grant.Anybody,
        ["GET /api/v1/features/feature-segments/get-by-uuid/{uuid}/"] = Grant.Anybody,
        ["GET /api/v1/multivariate/options/get-by-uuid/{uuid}/"] = Grant.Anybody,
        [$"GET {Features}{{feature_id}}/mv-options/"] = Grant.Viewer,
        [$"POST {Features}{{feature_id}}/mv-options/"] = Grant.ProductManager,
        [$"GET {Features}{{feature_id}}/mv-options/{{id}}/"] = Grant.Viewer,
        [$"PUT {Features}{{feature_id}}/mv-options/{{id}}/"] = Grant.ProductManager,
        [$"PATCH {Features}{{feature_id}}/mv-options/{{id}}/"] = Grant.ProductManager,
        [$"DELETE {Features}{{feature_id}}/mv-options/{{id}}/"] = Grant.ProductManager,
        [$"PUT {Features}{{feature_id}}/mv-options/{{id}}/picture/"] = Grant.ProductManager,
        [$"DELETE {Features}{{feature_id}}/mv-options/{{id}}/picture/"] = Grant.ProductManager,

        [$"GET {Features}"] = Grant.Viewer,
        [$"POST {Features}"] = Grant.ProductManager,
        [$"GET {Features}{{feature_id}}/"] = Grant.Viewer,
        [$"PATCH {Features}{{feature_id}}/"] = Grant.ProductManager,
        [$"DELETE {Features}{{feature_id}}/"] = Grant.ProductManager,
        [$"POST {Features}{{feature_id}}/archive/"] = Grant.ProductManager,
        [$"POST {Features}{{feature_id}}/restore/"] = Grant.ProductManager,

        [$"GET {Flags}"] = Grant.Viewer,
        [$"GET {Flags}{{feature_id}}/"] = Grant.Viewer,
        [$"PATCH {Flags}{{feature_id}}/default/"] = Grant.ProductManager,
        [$"PUT {Flags}{{feature_id}}/segments/{{segment_id}}/"] = Grant.ProductManager,
        [$"DELETE {Flags}{{feature_id}}/segments/{{segment_id}}/"] = Grant.ProductManager,
        [$"PUT {Flags}{{feature_id}}/segments/order/"] = Grant.ProductManager,
        [$"GET {Flags}{{feature_id}}/versions/"] = Grant.Viewer,
        [$"GET {Flags}{{feature_id}}/identities/"] = Grant.Viewer,
        [$"POST {Flags}{{feature_id}}/identities/"] = Grant.Support,
        [$"GET {Flags}{{feature_id}}/identities/{{id}}/"] = Grant.Viewer,
        [$"PUT {Flags}{{feature_id}}/identities/{{id}}/"] = Grant.Support,
        [$"DELETE {Flags}{{feature_id}}/identities/{{id}}/"] = Grant.Support,

        [$"GET {Segments}"] = Grant.Viewer,
        [$"POST {Segments}"] = Grant.ProductManager,
        [$"GET {Segments}{{id}}/"] = Grant.Viewer,
        [$"PATCH {Segments}{{id}}/"] = Grant.ProductManager,
        [$"DELETE {Segments}{{id}}/"] = Grant.ProductManager,
        [$"POST {Segments}{{id}}/archive/"] = Grant.ProductManager,
        [$"POST {Segments}{{id}}/restore/"] = Grant.ProductManager,
    };

    public static bool Admits(Grant grant, Caller caller) => grant switch
    {
        Grant.Anybody => caller > Caller.Stranger,
        Grant.Instance => caller is Caller.Instance,
        _ => caller >= Enum.Parse<Caller>($"{grant}"),
    };

    public static Caller CallerOf(Role role) => Enum.Parse<Caller>($"{role}");
}
