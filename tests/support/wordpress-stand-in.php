<?php
/**
 * The functions of WordPress that our plugin calls, as far as a test of it needs them, and a newsroom that uses them. The
 * arguments are the address and the secret of a webhook, and the steps as JSON; options and requests are printed.
 */

define( 'ABSPATH', __DIR__ );
define( 'KAWARABAN_ADDRESS', $argv[1] );
define( 'KAWARABAN_SECRET', $argv[2] );

class WP_Post {
	public $ID            = 12;
	public $post_type     = 'post';
	public $post_status   = 'draft';
	public $post_password = '';
	public $post_author   = 1;
	public $post_title    = 'Night ferry &#8211; it returns';
	public $post_excerpt  = '';
	public $post_content  = '<p>The night ferry sails again – フェリー.</p>';
	public $guid          = 'https://harbour-post.example/?p=12';
}

$GLOBALS['hooks']   = array();
$GLOBALS['options'] = array();
$GLOBALS['posts']    = array();
$GLOBALS['the_post'] = null;
/** What the theme does to a text: nothing, throw, or die. */
$GLOBALS['the_theme'] = '';
$GLOBALS['the_link'] = 'https://harbour-post.example/2026/11/ferry/';

$GLOBALS['wpdb'] = new class() {
	public $options = 'wp_options';
	public function prepare( $query, ...$values ) {
		return vsprintf( str_replace( '%s', "'%s'", $query ), $values );
	}
	public function esc_like( $text ) {
		return $text;
	}
	public function get_col( $query ) {
		preg_match( "/LIKE '(.*)%'/", $query, $match );
		return array_values( array_filter( array_keys( $GLOBALS['options'] ), fn( $name ) => 0 === strpos( $name, $match[1] ) ) );
	}
	public function query( $query ) {
		if ( 0 === strpos( $query, 'INSERT IGNORE' ) ) {
			return add_option( 'kawaraban_lock', time() ) ? 1 : 0;
		}
		if ( preg_match( '/SET option_value = (\d+) .* < (\d+)/', $query, $times ) ) {
			$is_stale = ( $GLOBALS['options']['kawaraban_lock'] ?? PHP_INT_MAX ) < (int) $times[2];
			return $is_stale && update_option( 'kawaraban_lock', (int) $times[1] ) ? 1 : 0;
		}
		return 0 === strpos( $query, 'DELETE' ) && delete_option( 'kawaraban_lock' ) ? 1 : 0;
	}
};

function add_action( $hook, $callback ) {
	$GLOBALS['hooks'][ $hook ][] = $callback;
}
function do_action( $hook, ...$values ) {
	foreach ( $GLOBALS['hooks'][ $hook ] ?? array() as $callback ) {
		$callback( ...$values );
	}
}
function add_filter() {}
function apply_filters( $hook, $value ) {
	if ( 'the_content' === $hook && 'throws' === $GLOBALS['the_theme'] ) {
		throw new TypeError( 'a shortcode expects something else' );
	}
	if ( 'the_content' === $hook && 'dies' === $GLOBALS['the_theme'] ) {
		exit( 0 );
	}
	return $value;
}
function register_activation_hook() {}
function register_deactivation_hook() {}
function register_uninstall_hook() {}
function wp_next_scheduled() {
	return true;
}
function add_option( $name, $value ) {
	if ( isset( $GLOBALS['options'][ $name ] ) ) {
		return false;
	}
	$GLOBALS['options'][ $name ] = $value;
	return true;
}
function update_option( $name, $value ) {
	$GLOBALS['options'][ $name ] = $value;
	return true;
}
function get_option( $name, $otherwise = false ) {
	return $GLOBALS['options'][ $name ] ?? $otherwise;
}
function delete_option( $name ) {
	$was_there = isset( $GLOBALS['options'][ $name ] );
	unset( $GLOBALS['options'][ $name ] );
	return $was_there;
}
function get_post( $id ) {
	return $GLOBALS['posts'][ $id ] ?? null;
}
function setup_postdata() {}
function wp_reset_postdata() {}
function get_permalink() {
	return $GLOBALS['the_link'];
}
function get_the_title( $post ) {
	return $post->post_title;
}
function get_the_author_meta() {
	return 'Ada Quay';
}
function get_the_terms( $post, $taxonomy ) {
	return 'category' === $taxonomy ? array( (object) array( 'name' => 'Islands' ) ) : false;
}
function wp_list_pluck( $list, $field ) {
	return array_map( fn( $item ) => $item->$field, $list );
}
function get_post_thumbnail_id() {
	return 7;
}
function wp_get_attachment_image_src() {
	return array( 'https://harbour-post.example/ferry.jpg', 1600, 900, false );
}
function get_post_meta() {
	return 'The ferry';
}
function wp_get_attachment_caption() {
	return false;
}
function get_post_time( $format ) {
	return gmdate( $format );
}
function get_post_modified_time( $format ) {
	return gmdate( $format );
}
function get_bloginfo( $what ) {
	return 'language' === $what ? 'en-GB' : 'Harbour Post';
}
function wp_json_encode( $value ) {
	return json_encode( $value );
}
if ( ! function_exists( 'mb_substr' ) ) {
	// WordPress has one of its own where PHP has none.
	function mb_substr( $text, $start, $length ) {
		return implode( '', array_slice( preg_split( '//u', $text, -1, PREG_SPLIT_NO_EMPTY ), $start, $length ) );
	}
}
function wp_strip_all_tags( $text ) {
	return strip_tags( $text );
}
function rest_url( $path ) {
	return "https://harbour-post.example/wp-json/$path";
}
function is_wp_error( $answer ) {
	return null === $answer;
}
function wp_remote_retrieve_response_code( $answer ) {
	return $answer['status'];
}
function wp_remote_retrieve_body( $answer ) {
	return $answer['body'];
}
function wp_remote_post( $url, $request ) {
	if ( false === ( $request['blocking'] ?? true ) ) {
		// The process that WordPress would start for it.
		do_action( 'kawaraban_send' );
		return array();
	}
	$headers = array();
	foreach ( $request['headers'] as $name => $value ) {
		$headers[] = "$name: $value";
	}
	$http = array(
		'method'          => 'POST',
		'header'          => $headers,
		'content'         => $request['body'],
		'ignore_errors'   => true,
		'follow_location' => 0,
		'timeout'         => $request['timeout'],
	);
	$body = file_get_contents( $url, false, stream_context_create( array( 'http' => $http ) ) );
	preg_match( '/ (\d{3})/', $http_response_header[0], $match );
	return array(
		'status' => (int) $match[1],
		'body'   => $body,
	);
}

require dirname( __DIR__, 2 ) . '/integrations/wordpress/kawaraban.php';

function the_post( $id ) {
	$post       = new WP_Post();
	$post->ID   = $id;
	$post->guid = "https://harbour-post.example/?p=$id";
	return $post;
}
$GLOBALS['posts'][12] = the_post( 12 );
$GLOBALS['the_post']  = $GLOBALS['posts'][12];
$GLOBALS['is_over']   = false;
$GLOBALS['steps']     = json_decode( $argv[3], true );

/** What is left of the steps; a process that died is followed by the next one, which has its options. */
function take_steps() {
	while ( array() !== $GLOBALS['steps'] ) {
		take_step( array_shift( $GLOBALS['steps'] ) );
	}
	if ( ! $GLOBALS['is_over'] ) {
		echo json_encode( array( 'waiting' => count( kawaraban_waiting() ) ) );
	}
	$GLOBALS['is_over'] = true;
}

function make_older( $seconds ) {
	foreach ( kawaraban_waiting() as $name ) {
		$GLOBALS['options'][ $name ]['next_at']  -= $seconds;
		$GLOBALS['options'][ $name ]['noted_at'] -= $seconds;
	}
	if ( isset( $GLOBALS['options']['kawaraban_lock'] ) ) {
		$GLOBALS['options']['kawaraban_lock'] -= $seconds;
	}
}

function take_step( $step ) {
	$post = $GLOBALS['the_post'];
	switch ( $step[0] ) {
		case 'post':
			$id                       = (int) $step[1];
			$GLOBALS['posts'][ $id ] ??= the_post( $id );
			$GLOBALS['the_post']      = $GLOBALS['posts'][ $id ];
			break;
		case 'theme':
			$GLOBALS['the_theme'] = $step[1];
			break;
		case 'becomes':
			$before            = $post->post_status;
			$post->post_status = $step[1];
			do_action( 'transition_post_status', $step[1], $before, $post );
			break;
		case 'title':
			$post->post_title = $step[1];
			break;
		case 'guid':
			$post->guid = $step[1];
			break;
		case 'link':
			$GLOBALS['the_link'] = $step[1];
			break;
		case 'password':
			$post->post_password = $step[1];
			break;
		case 'deleted':
			do_action( 'before_delete_post', $post->ID, $post );
			break;
		case 'answered':
			do_action( 'shutdown' );
			$GLOBALS['kawaraban_is_waiting'] = false;
			break;
		case 'hour':
			make_older( 3600 );
			do_action( 'kawaraban_send' );
			break;
		case 'week':
			make_older( 8 * 86400 );
			do_action( 'kawaraban_send' );
			break;
	}
}

register_shutdown_function( 'take_steps' );
take_steps();
