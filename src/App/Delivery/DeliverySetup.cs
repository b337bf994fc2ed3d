namespace ExperimentAdmin.App.Delivery;

/// <summary>What serves flags to applications.</summary>
internal static class DeliverySetup
{
    public static IServiceCollection AddDelivery(this IServiceCollection services, DeliveryOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<DeliveryLimiter>();
        services.AddSingleton<AnalyticsEndpoint>();
        services.AddSingleton<IdentitiesEndpoint>();
        services.AddSingleton<OfrepEndpoint>();
        services.AddSingleton<DeliveryRoutes>();
        return services;
    }

    /// <summary>Before everything that is made for people: their pages, sessions and routes cost applications nothing.</summary>
    public static void UseDelivery(this WebApplication app) => app.UseMiddleware<DeliveryMiddleware>();
}
