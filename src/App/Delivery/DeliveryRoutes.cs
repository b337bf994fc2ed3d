using System.Collections.Frozen;
using ExperimentAdmin.App.Delivery.Document;
using ExperimentAdmin.App.Delivery.Flags;
using ExperimentAdmin.App.Delivery.Identities;
using ExperimentAdmin.App.Delivery.Ofrep;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.App.Delivery;

/// <summary>The addresses that applications ask. They are no routes of the management API: a key of an environment opens them and nothing else.</summary>
internal sealed class DeliveryRoutes
{
    private const string OfrepRoot = "/ofrep";

    // Below them lie the addresses of Flagsmith's SDKs and nothing else, whether or not we have them: a key of the management API opens none.
    private static readonly PathString[] s_sdkRoots =
    [
        "/api/v1/flags", "/api/v1/identities", "/api/v1/traits", "/api/v1/environment-document", "/api/v1/analytics", "/api/v1/events", "/api/v2",
        "/v1", "/sse",
    ];

    private static readonly string[] s_get = ["GET", "HEAD"];
    private static readonly string[] s_post = ["POST"];
    private static readonly string[] s_both = ["GET", "HEAD", "POST"];

    private readonly FrozenDictionary<string, DeliveryRoute> _byPath;
    private readonly DeliveryRoute _oneFlag;

    public DeliveryRoutes(
        FlagsEndpoint flags, IdentitiesEndpoint identities, DocumentEndpoint document, AnalyticsEndpoint analytics, OfrepEndpoint ofrep)
    {
        All =
        [
            Sdk("/api/v1/flags", s_get, RequestKind.Flags, flags.AnswerAsync),
            Sdk(
                "/api/v1/identities", s_both, RequestKind.Identity,
                call => HttpMethods.IsPost(call.Http.Request.Method) ? identities.PostAsync(call) : identities.GetAsync(call)),
            Sdk("/api/v1/environment-document", s_get, RequestKind.Document, document.AnswerAsync) with
            {
                Opens = kind => kind is EnvironmentKeyKind.Server,
            },
            Sdk("/api/v1/analytics/flags", s_post, asks: null, analytics.CountAsync),
            Sdk("/api/v2/analytics/flags", s_post, asks: null, analytics.EvaluatedAsync),
            Ofrep($"{OfrepRoot}/v1/evaluate/flags", ofrep.AnswerAllAsync),
            Ofrep($"{OfrepRoot}/v1/evaluate/flags/", ofrep.AnswerOneAsync) with { NamesFlag = true },
        ];
        _oneFlag = All.Single(route => route.NamesFlag);
        _byPath = All.Where(route => !route.NamesFlag).SelectMany(route => new[] { (route.Path, route), ($"{route.Path}/", route) })
            .ToFrozenDictionary(entry => entry.Item1, entry => entry.route, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<DeliveryRoute> All { get; }

    /// <summary>What a path asks for; null for anything else in the application.</summary>
    /// <param name="path">The path, below where the application is mounted.</param>
    /// <param name="flag">The flag that it names; empty for none.</param>
    public DeliveryRoute? Find(string path, out string flag)
    {
        flag = string.Empty;
        if (_byPath.TryGetValue(path, out var route))
        {
            return route;
        }

        if (!path.StartsWith(_oneFlag.Path, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        flag = path[_oneFlag.Path.Length..].TrimEnd('/');
        return _oneFlag;
    }

    /// <summary>In which words it is said that there is no such address, where only applications would look for one; null elsewhere.</summary>
    public static DeliveryDialect? SpeechAt(PathString path)
        => path.StartsWithSegments(OfrepRoot, StringComparison.OrdinalIgnoreCase) ? DeliveryDialect.Ofrep
            : Array.Exists(s_sdkRoots, root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase)) ? DeliveryDialect.Sdk
            : null;

    private static DeliveryRoute Sdk(string path, string[] methods, RequestKind? asks, Func<DeliveryCall, Task> answer)
        => new(path, methods, DeliveryDialect.Sdk, answer) { Asks = asks };

    private static DeliveryRoute Ofrep(string path, Func<DeliveryCall, Task> answer)
        => new(path, s_post, DeliveryDialect.Ofrep, answer) { Asks = RequestKind.Ofrep };
}
