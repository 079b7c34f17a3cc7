package vitrine.gallery.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets controllers ask for the {@link Caller} of a request. */
@Configuration(proxyBeanMethods = false)
class Callers implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken signedIn) {
            return caller(signedIn.getToken());
        }
        throw new AuthenticationCredentialsNotFoundException("No access token");
    }

    private static Caller caller(Jwt token) {
        UUID account = UUID.fromString(token.getSubject());
        String studio = token.getClaimAsString("studio");
        String role = token.getClaimAsString("studio_role");
        String username = token.getClaimAsString("preferred_username");
        return new Caller(
                account,
                studio == null ? account : UUID.fromString(studio),
                username == null ? "" : username,
                "owner".equals(role),
                ApiSecurity.roles(token).contains("photographer"),
                "owner".equals(role) || "manager".equals(role),
                ApiSecurity.roles(token).contains("admin"),
                token.getTokenValue());
    }
}
